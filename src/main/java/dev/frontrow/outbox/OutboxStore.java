package dev.frontrow.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /**
     * What a look at the outbox shows.
     *
     * @param first the id of the oldest event; 0 when there is none
     * @param doneBelow all transactions with lower numbers are over, and what they committed was seen
     * @param nextToBegin the number that the next transaction will have
     * @param serverSince when the PostgreSQL that was asked began to run
     */
    record Look(long first, long doneBelow, long nextToBegin, OffsetDateTime serverSince) {
        boolean isEmpty() {
            return first == 0;
        }
    }

    private final JdbcClient jdbc;
    private final OutboxFloor floor;

    OutboxStore(JdbcClient jdbc, OutboxFloor floor) {
        this.jdbc = jdbc;
        this.floor = floor;
    }

    /** Whether there is nothing to relay. Writes nothing, so that a server at rest lets the disk rest too. */
    boolean isEmpty() {
        var look = jdbc.sql("""
                select coalesce((select id from outbox where id > :floor order by id limit 1), 0) as first,
                       pg_snapshot_xmin(snapshot)::text::bigint as done_below,
                       pg_snapshot_xmax(snapshot)::text::bigint + age(pg_snapshot_xmax(snapshot)::xid) as next,
                       pg_postmaster_start_time() as server_since
                  from pg_current_snapshot() as snapshot
                """)
                .param("floor", floor.id())
                .query((row, number) -> new Look(
                        row.getLong("first"),
                        row.getLong("done_below"),
                        row.getLong("next"),
                        row.getObject("server_since", OffsetDateTime.class)))
                .single();
        floor.looked(look);
        return look.isEmpty();
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
                       (select count(*) from (select 1 from outbox where id > :floor limit :most) as counted) as events
                  from outbox where id > :floor order by id limit 1
                """)
                .param("floor", floor.id())
                .param("most", most)
                .query((row, number) -> new Backlog(row.getLong("events"), Instant.parse(row.getString("oldest"))))
                .optional();
    }

    /** The oldest events, oldest first. */
    List<Row> oldest(int limit) {
        return jdbc.sql("""
                select id, topic, key, payload, trace from outbox where id > :floor order by id limit :limit
                """)
                .param("floor", floor.id())
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
        floor.saw(rows.getLast().id());
    }
}
