package dev.frontrow.shared;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.Environment;

/**
 * A PostgreSQL that was named must let the server in before anything else begins. One that cannot be reached, or is
 * still starting, is waited for a while: it may have been started at the same moment.
 */
public final class PostgresAtStart implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    private static final String URL = "spring.datasource.url";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SILENCE_SECONDS = "5";
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** It starts up, shuts down or recovers; it has too many connections. */
    private static final Set<String> PASSING_STATES = Set.of("57P03", "53300");

    private final Outage outage = new Outage("PostgreSQL");
    private final long patienceNanos;

    public PostgresAtStart() {
        this(PATIENCE);
    }

    PostgresAtStart(Duration patience) {
        this.patienceNanos = patience.toNanos();
    }

    /** @throws CannotStart when it does not let the server in */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var url = context.getEnvironment().getProperty(URL);
        if (url == null) {
            return; // then it is an embedded one
        }
        requireDriver(url);
        var properties = properties(context.getEnvironment());
        long begun = System.nanoTime();
        while (!letsIn(url, properties, System.nanoTime() - begun < patienceNanos)) {
            pause();
        }
        outage.ends();
    }

    private static void requireDriver(String url) {
        try {
            DriverManager.getDriver(url);
        } catch (SQLException none) {
            throw new CannotStart(URL + " is " + withoutSecrets(url)
                    + ", and PostgreSQL's are written jdbc:postgresql://host:5432/database.");
        }
    }

    /** One that lets the connection be made and then says nothing is no better than one that is not there. */
    private static Properties properties(Environment environment) {
        var properties = new Properties();
        properties.setProperty("connectTimeout", SILENCE_SECONDS);
        properties.setProperty("socketTimeout", SILENCE_SECONDS);
        properties.setProperty("user", environment.getProperty("spring.datasource.username", ""));
        properties.setProperty("password", environment.getProperty("spring.datasource.password", ""));
        properties.values().removeIf(""::equals); // they may stand in the address
        return properties;
    }

    /** False when it is worth another try. */
    private boolean letsIn(String url, Properties properties, boolean patient) {
        try {
            DriverManager.getConnection(url, properties).close();
            return true;
        } catch (SQLException refused) {
            if (patient && mayPass(refused)) {
                outage.begins(refused);
                return false;
            }
            throw new CannotStart(
                    "PostgreSQL at " + withoutSecrets(url) + " does not let the server in: " + reason(refused),
                    refused);
        }
    }

    private static boolean mayPass(SQLException refused) {
        return PASSING_STATES.contains(refused.getSQLState()) || Outage.isBehind(refused);
    }

    private static String withoutSecrets(String url) {
        return url.replaceFirst("\\?.*", "");
    }

    private static String reason(SQLException refused) {
        var cause = NestedExceptionUtils.getMostSpecificCause(refused);
        return cause instanceof SQLException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("The start was interrupted.", e);
        }
    }
}
