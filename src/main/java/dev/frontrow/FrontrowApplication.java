package dev.frontrow;

import dev.frontrow.embedded.EmbeddedServices;
import dev.frontrow.shared.PostgresAtStart;
import dev.frontrow.shared.TracingSwitch;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Starts the server. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FrontrowApplication {

    /**
     * Threads of the operating system that virtual ones run on; two cores would get two of them, and a virtual thread
     * that loads a class or writes a file keeps its own meanwhile. {@link CarrierWatch} gives more where these do not
     * do.
     */
    private static final int LEAST_CARRIERS = 4;

    private static final String CARRIERS = "jdk.virtualThreadScheduler.parallelism";

    public static void main(String[] arguments) {
        if (System.getProperty(CARRIERS) == null) {
            var carriers = Math.max(LEAST_CARRIERS, Runtime.getRuntime().availableProcessors());
            System.setProperty(CARRIERS, Integer.toString(carriers));
        }
        CarrierWatch.start();
        application().run(arguments);
    }

    /** The server, ready to be run; it starts PostgreSQL, Redis and Kafka where it is given no address of them. */
    public static SpringApplication application() {
        var application = new SpringApplication(FrontrowApplication.class);
        application.setMainApplicationClass(FrontrowApplication.class);
        application.addInitializers(new PostgresAtStart(), new EmbeddedServices(), new TracingSwitch());
        application.addListeners((ApplicationListener<ApplicationReadyEvent>)
                ready -> sayWhere(ready.getApplicationContext().getEnvironment()));
        return application;
    }

    private static void sayWhere(Environment environment) {
        var secured = environment.getProperty("server.ssl.enabled", Boolean.class, true)
                && (environment.containsProperty("server.ssl.bundle")
                        || environment.containsProperty("server.ssl.key-store")
                        || environment.containsProperty("server.ssl.certificate"));
        System.out.println("Frontrow is ready: " + (secured ? "https" : "http") + "://localhost:"
                + environment.getProperty("local.server.port"));
    }
}
