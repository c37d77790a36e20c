package dev.frontrow.embedded;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts PostgreSQL, Redis and Kafka for a server that was told no address of them, each one on its own: an address
 * of one keeps only that one off. Their data lies in {@code frontrow.data-dir}.
 */
public final class EmbeddedServices implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final Map<RunningServices.Kind, List<String>> ADDRESSES = Map.of(
            RunningServices.Kind.POSTGRES, List.of("spring.datasource.url"),
            RunningServices.Kind.REDIS,
                    List.of(
                            "spring.data.redis.url",
                            "spring.data.redis.host",
                            "spring.data.redis.port",
                            "spring.data.redis.cluster.nodes",
                            "spring.data.redis.sentinel.nodes",
                            "spring.data.redis.masterreplica.nodes"),
            RunningServices.Kind.KAFKA, List.of("spring.kafka.bootstrap-servers"));

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var kinds = EnumSet.noneOf(RunningServices.Kind.class);
        ADDRESSES.forEach((kind, names) -> {
            if (!isSet(environment, names)) {
                kinds.add(kind);
            }
        });
        if (kinds.isEmpty()) {
            return;
        }
        var data = Path.of(environment.getRequiredProperty("frontrow.data-dir"));
        var binaries = environment.getProperty("frontrow.embedded.binaries-dir");
        var running =
                RunningServices.start(kinds, data, binaries == null ? data.resolve("binaries") : Path.of(binaries));
        // What is registered first is destroyed last: after every bean that still talks to these services, and also
        // when the context fails to start.
        ((DefaultListableBeanFactory) context.getBeanFactory()).registerDisposableBean("embeddedServices", running);
        environment.getPropertySources().addFirst(new MapPropertySource("embedded", running.addresses()));
    }

    private static boolean isSet(ConfigurableEnvironment environment, List<String> names) {
        var binder = Binder.get(environment);
        return names.stream()
                .anyMatch(
                        name -> binder.bind(name, Bindable.listOf(String.class)).isBound());
    }
}
