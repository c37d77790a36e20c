package dev.frontrow.waitingroom;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code waiting_room}. */
@Repository
class RuleStore {

    private static final String COLUMNS = "room_id, policy, capacity, admit_per_minute, period_seconds,"
            + " session_seconds, grace_seconds, paused, draining";

    private final JdbcClient jdbc;
    private final WaitingRoomSettings settings;

    RuleStore(JdbcClient jdbc, WaitingRoomSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
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
    RoomRules change(RoomId room, RoomChange change) {
        return jdbc.sql("""
                        insert into waiting_room (room_id, policy, capacity, admit_per_minute, period_seconds,
                            session_seconds, grace_seconds, paused, draining)
                        values (:room, coalesce(:policy, :defaultPolicy), :capacity,
                            nullif(coalesce(:rate, :defaultRate), 0), :period,
                            coalesce(:session, :defaultSession), coalesce(:grace, :defaultGrace),
                            coalesce(:paused, false), coalesce(:draining, false))
                        on conflict (room_id) do update set
                            policy = coalesce(:policy, waiting_room.policy),
                            capacity = coalesce(:capacity, waiting_room.capacity),
                            admit_per_minute = nullif(coalesce(:rate, waiting_room.admit_per_minute), 0),
                            period_seconds = coalesce(:period, waiting_room.period_seconds),
                            session_seconds = coalesce(:session, waiting_room.session_seconds),
                            grace_seconds = coalesce(:grace, waiting_room.grace_seconds),
                            paused = coalesce(:paused, waiting_room.paused),
                            draining = coalesce(:draining, waiting_room.draining)
                        returning\s""" + COLUMNS)
                .param("room", room.toString())
                .param("policy", name(change.policy()), Types.VARCHAR)
                .param("capacity", change.capacity(), Types.INTEGER)
                .param("rate", change.admitPerMinute(), Types.INTEGER)
                .param("period", change.period(), Types.INTEGER)
                .param("session", change.session(), Types.INTEGER)
                .param("grace", change.grace(), Types.INTEGER)
                .param("paused", change.paused(), Types.BOOLEAN)
                .param("draining", change.draining(), Types.BOOLEAN)
                .param("defaultPolicy", settings.policy().name())
                .param("defaultRate", settings.admitPerMinute(), Types.INTEGER)
                .param("defaultSession", (int) settings.session().toSeconds())
                .param("defaultGrace", (int) settings.grace().toSeconds())
                .query((row, number) -> rules(row))
                .single();
    }

    private static @Nullable String name(Policy.@Nullable Kind policy) {
        return policy == null ? null : policy.name();
    }

    private RoomRules rules(ResultSet row) throws SQLException {
        var period = row.getObject("period_seconds", Integer.class);
        return new RoomRules(
                settings.policy(
                        Policy.Kind.valueOf(row.getString("policy")),
                        row.getObject("capacity", Integer.class),
                        row.getObject("admit_per_minute", Integer.class),
                        period == null ? null : Duration.ofSeconds(period)),
                Duration.ofSeconds(row.getInt("session_seconds")),
                Duration.ofSeconds(row.getInt("grace_seconds")),
                RoomRules.Doors.of(row.getBoolean("paused"), row.getBoolean("draining")),
                null);
    }
}
