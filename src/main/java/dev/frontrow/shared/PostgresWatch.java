package dev.frontrow.shared;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Tells the log when PostgreSQL goes and comes back; those who fail meanwhile need not. */
@Component
class PostgresWatch implements MeterBinder {

    private static final long LOOK_MS = 1_000;

    private final JdbcClient jdbc;
    private final Outage outage = new Outage("PostgreSQL");

    PostgresWatch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        outage.bindTo(registry);
    }

    @Scheduled(fixedDelay = LOOK_MS)
    void look() {
        try {
            jdbc.sql("select 1").query(Integer.class).single();
            outage.ends();
        } catch (DataAccessException away) {
            outage.begins(away);
        }
    }
}
