package dev.frontrow.embedded;

import dev.frontrow.shared.CannotStart;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.util.ClassUtils;

/** The embedded services of one server, and the data folder that is theirs while they run. */
final class RunningServices implements DisposableBean {

    enum Kind {
        POSTGRES,
        REDIS,
        KAFKA
    }

    private static final String ADDRESSES_FILE = "services.properties";
    private static final String KAFKA_SERVER = "kafka.server.KafkaRaftServer";

    private final DataFolder folder;
    private final List<EmbeddedService> services = new ArrayList<>();

    private RunningServices(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * Starts all of them at once and waits until each one answers.
     *
     * @throws CannotStart when one does not; none is left running then
     */
    static RunningServices start(Set<Kind> kinds, Path data, Path binariesFolder) {
        if (!ClassUtils.isPresent(KAFKA_SERVER, null)) {
            throw new CannotStart(
                    "This build carries no embedded PostgreSQL, Redis and Kafka: set spring.datasource.url,"
                            + " spring.data.redis.url and spring.kafka.bootstrap-servers.");
        }
        var folder = DataFolder.take(data);
        var running = new RunningServices(folder);
        var binaries = new Binaries(binariesFolder.toAbsolutePath());
        try {
            for (var kind : kinds) {
                running.services.add(
                        switch (kind) {
                            case POSTGRES -> new EmbeddedPostgres(folder, binaries);
                            case REDIS -> new EmbeddedRedis(folder, binaries);
                            case KAFKA -> new EmbeddedKafka(folder);
                        });
            }
            running.startAll();
            running.writeAddresses();
            return running;
        } catch (RuntimeException e) {
            try {
                running.destroy();
            } catch (RuntimeException another) {
                e.addSuppressed(another);
            }
            throw e;
        }
    }

    private void startAll() {
        // Not virtual threads. One that waits for a class to be initialised keeps its carrier, and the one that
        // initialises it may then have none.
        try (var threads =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            CompletableFuture.allOf(services.stream()
                            .map(service -> CompletableFuture.runAsync(service::start, threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart sentence ? sentence : e;
        }
    }

    /** For a second instance on this machine: {@code --spring.config.additional-location=<the file>}. */
    private void writeAddresses() {
        var lines = addresses().entrySet().stream()
                .filter(address -> address.getKey().startsWith("spring.")) // the rest is true of this instance alone
                .map(address -> address.getKey() + "=" + address.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
        DataFolder.writeSecret(folder.resolve(ADDRESSES_FILE), lines);
    }

    /** What to tell Spring, by property name. */
    Map<String, Object> addresses() {
        return addresses(services);
    }

    static Map<String, Object> addresses(List<? extends EmbeddedService> services) {
        var addresses = new HashMap<String, Object>();
        for (var service : services) {
            switch (service) {
                case EmbeddedPostgres postgres -> {
                    addresses.put("spring.datasource.url", postgres.url());
                    addresses.put("spring.datasource.username", EmbeddedPostgres.USER);
                    addresses.put("spring.datasource.password", postgres.password());
                    addresses.put("frontrow.embedded.postgres", true);
                }
                case EmbeddedRedis redis -> {
                    addresses.put("spring.data.redis.host", "127.0.0.1");
                    addresses.put("spring.data.redis.port", redis.port());
                    addresses.put("spring.data.redis.password", redis.password());
                }
                case EmbeddedKafka kafka ->
                    addresses.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + kafka.port());
            }
        }
        return addresses;
    }

    @Override
    public void destroy() {
        try (folder) {
            services.reversed().forEach(EmbeddedService::stop);
        }
    }
}
