package dev.frontrow.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The relay's short statements; none is open while Kafka is spoken to. */
@Repository
class OutboxStore {

    /**
     * A taken-down event.
     *
     * @param trace the trace that its consumers go on with; null where nobody traces
     */
    record Row(
            long id,
            String topic,
            String key,
            String payload,
            @Nullable String trace) {}

    /** Events that Kafka does not have yet. */
    record Backlog(long events, Instant oldest) {}

    private final JdbcClient jdbc;

    OutboxStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether there is nothing to relay. Writes nothing, so that a server at rest lets the disk rest too. */
    boolean isEmpty() {
        return jdbc.sql("select id from outbox order by id limit 1")
                .query(Long.class)
                .optional()
                .isEmpty();
    }

    /**
     * Whether this instance may relay for the coming term, by PostgreSQL's clock: one does at a time, so that order is
     * kept.
     */
    boolean lease(UUID instance, Duration term) {
        return jdbc.sql("""
                update outbox_lease set holder = :instance, until = now() + make_interval(secs => :seconds)
                 where holder = :instance or until <= now()
                """)
                        .param("instance", instance)
                        .param("seconds", term.toSeconds())
                        .update()
                == 1;
    }

    /** Lets another instance relay at once. */
    void release(UUID instance) {
        jdbc.sql("update outbox_lease set until = '-infinity' where holder = :instance")
                .param("instance", instance)
                .update();
    }

    /** How many events wait, counted up to that many, and when the oldest of them happened; empty when none waits. */
    Optional<Backlog> backlog(int most) {
        return jdbc.sql("""
                select payload::json ->> 'occurredAt' as oldest,
                       (select count(*) from (select 1 from outbox limit :most) as counted) as events
                  from outbox order by id limit 1
                """)
                .param("most", most)
                .query((row, number) -> new Backlog(row.getLong("events"), Instant.parse(row.getString("oldest"))))
                .optional();
    }

    /** The oldest events, oldest first. */
    List<Row> oldest(int limit) {
        return jdbc.sql("select id, topic, key, payload, trace from outbox order by id limit :limit")
                .param("limit", limit)
                .query((row, number) -> new Row(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getString("payload"),
                        row.getString("trace")))
                .list();
    }

    void delete(List<Row> rows) {
        jdbc.sql("delete from outbox where id = any(:ids)")
                .param("ids", rows.stream().map(Row::id).toArray(Long[]::new))
                .update();
    }
}
