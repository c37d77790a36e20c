package dev.frontrow.waitingroom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code waiting_room}. */
@Repository
class RuleStore {

    private static final String COLUMNS =
            "room_id, policy, capacity, admit_per_minute, session_seconds, grace_seconds, paused";

    private final JdbcClient jdbc;

    RuleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What organizers have set; as many rows as they have touched rooms. */
    Map<RoomId, RoomRules> all() {
        return jdbc.sql("select " + COLUMNS + " from waiting_room").query(rows -> {
            var all = new HashMap<RoomId, RoomRules>();
            while (rows.next()) {
                all.put(RoomId.valueOf(rows.getString("room_id")), rules(rows));
            }
            return Map.copyOf(all);
        });
    }

    /** Changes what the change names and gives what holds now; concurrent changes of different members both last. */
    RoomRules change(RoomId room, RoomChange change, RoomRules defaults) {
        return jdbc.sql("""
                        insert into waiting_room (room_id, policy, capacity, admit_per_minute, session_seconds,
                            grace_seconds, paused)
                        values (:room, coalesce(:policy, :defaultPolicy), coalesce(:capacity, :defaultCapacity),
                            nullif(coalesce(:rate, :defaultRate), 0), coalesce(:session, :defaultSession),
                            coalesce(:grace, :defaultGrace), coalesce(:paused, false))
                        on conflict (room_id) do update set
                            policy = coalesce(:policy, waiting_room.policy),
                            capacity = coalesce(:capacity, waiting_room.capacity),
                            admit_per_minute = nullif(coalesce(:rate, waiting_room.admit_per_minute), 0),
                            session_seconds = coalesce(:session, waiting_room.session_seconds),
                            grace_seconds = coalesce(:grace, waiting_room.grace_seconds),
                            paused = coalesce(:paused, waiting_room.paused)
                        returning\s""" + COLUMNS)
                .param("room", room.toString())
                .param("policy", name(change.policy()), java.sql.Types.VARCHAR)
                .param("capacity", change.capacity(), java.sql.Types.INTEGER)
                .param("rate", change.admitPerMinute(), java.sql.Types.INTEGER)
                .param("session", change.session(), java.sql.Types.INTEGER)
                .param("grace", change.grace(), java.sql.Types.INTEGER)
                .param("paused", change.paused(), java.sql.Types.BOOLEAN)
                .param("defaultPolicy", defaults.policy().name())
                .param("defaultCapacity", defaults.capacity())
                .param("defaultRate", defaults.admitPerMinute(), java.sql.Types.INTEGER)
                .param("defaultSession", (int) defaults.session().toSeconds())
                .param("defaultGrace", (int) defaults.grace().toSeconds())
                .query((row, number) -> rules(row))
                .single();
    }

    private static @Nullable String name(@Nullable Policy policy) {
        return policy == null ? null : policy.name();
    }

    private static RoomRules rules(ResultSet row) throws SQLException {
        return new RoomRules(
                Policy.valueOf(row.getString("policy")),
                row.getInt("capacity"),
                row.getObject("admit_per_minute", Integer.class),
                Duration.ofSeconds(row.getInt("session_seconds")),
                Duration.ofSeconds(row.getInt("grace_seconds")),
                row.getBoolean("paused"));
    }
}
