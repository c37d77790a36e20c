package dev.frontrow;

import dev.frontrow.embedded.EmbeddedServices;
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

    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** The server, ready to be run; it starts PostgreSQL, Redis and Kafka where it is given no address of them. */
    public static SpringApplication application() {
        var application = new SpringApplication(FrontrowApplication.class);
        application.addInitializers(new EmbeddedServices());
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
