package dev.frontrow.idempotency;

import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Sql;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.Statements;
import dev.frontrow.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The remembered answers. */
@Repository
class IdempotencyStore {

    private static final Duration MEMORY = Duration.ofHours(24);
    private static final int FORGET_BATCH_ROWS = 5_000;

    private final JdbcClient jdbc;
    private final Statements statements;
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, Statements statements, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.statements = statements;
        this.json = json;
        this.clock = clock;
    }

    /** An answer as it is kept: a value, or else a refusal. */
    private record Kept(@Nullable JsonNode value, ReplayedRefusal.@Nullable Kept refusal) {}

    /**
     * Takes the commands' keys until the transaction ends, without waiting; the first command of a key gets it.
     *
     * @return the answers to those that are not to be carried out: what was answered under their keys in the last 24 h,
     *     or a refusal where one answered another request or somebody else has the key
     */
    <Q, T> Map<Command<Q>, Outcome<Answer<T>>> claim(List<Command<Q>> keyed, Class<T> type) {
        if (keyed.isEmpty()) {
            return Map.of();
        }
        var firsts = new LinkedHashMap<Command.Key, Command<Q>>();
        keyed.forEach(command -> firsts.putIfAbsent(key(command), command));
        var trip = statements.together();
        var free = trip.query(lock(firsts.keySet()), (row, number) -> row.getBoolean(1));
        var kept = trip.query(find(firsts.keySet()), IdempotencyStore::row);
        trip.go();

        var answers = new HashMap<Command<Q>, Outcome<Answer<T>>>();
        keyed.forEach(command -> answers.put(command, new Outcome.Refused<>(new IdempotencyInProgress())));
        var mine = new HashMap<Command.Key, Command<Q>>();
        var isFree = free.get().iterator();
        firsts.forEach((key, command) -> {
            if (isFree.next()) {
                mine.put(key, command);
                answers.remove(command);
            }
        });
        for (var row : kept.get()) {
            var command = mine.get(row.key);
            if (command != null) {
                answers.put(
                        command,
                        row.fingerprint.equals(command.fingerprint())
                                ? read(row.answer, type)
                                : new Outcome.Refused<>(new IdempotencyKeyReused()));
            }
        }
        return answers;
    }

    private static Sql lock(Set<Command.Key> keys) {
        return Sql.of("""
                select pg_try_advisory_xact_lock(hashtextextended(key, 1))
                  from unnest(:keys::text[]) with ordinality as wanted (key, place) order by place
                """)
                .with(
                        "keys",
                        keys.stream().map(key -> key.user() + " " + key.key()).toArray(String[]::new));
    }

    private Sql find(Set<Command.Key> keys) {
        return Sql.of("""
                select user_id, key, fingerprint, answer from idempotency_key
                 where (user_id, key) in (select * from unnest(:users::uuid[], :keys::text[]))
                   and answered_at > :since
                """)
                .with("users", users(keys))
                .with("keys", keys(keys))
                .with("since", SqlTime.of(clock.instant().minus(MEMORY)));
    }

    private record Row(Command.Key key, String fingerprint, String answer) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        var key = new Command.Key(new UserId(row.getObject("user_id", UUID.class)), row.getString("key"));
        return new Row(key, row.getString("fingerprint"), row.getString("answer"));
    }

    private <T> Outcome<Answer<T>> read(String answer, Class<T> type) {
        Kept kept = json.readValue(answer, Kept.class);
        return kept.refusal() == null
                ? new Outcome.Done<>(new Answer<>(json.treeToValue(Objects.requireNonNull(kept.value()), type), true))
                : new Outcome.Refused<>(new ReplayedRefusal(kept.refusal()));
    }

    /** Remembers, by the commit, the outcomes of those that have a key, over such as are too old to be found. */
    <Q> void keep(List<Command<Q>> commands, List<? extends Outcome<?>> outcomes) {
        var rows = IntStream.range(0, commands.size())
                .filter(i -> commands.get(i).key() != null)
                .boxed()
                .toList();
        if (rows.isEmpty()) {
            return;
        }
        var keys = rows.stream().map(i -> key(commands.get(i))).toList();
        statements.later(Sql.of("""
                insert into idempotency_key (user_id, key, fingerprint, answered_at, answer)
                select user_id, key, fingerprint, :now, answer::jsonb
                  from unnest(:users::uuid[], :keys::text[], :fingerprints::text[], :answers::text[])
                       as kept (user_id, key, fingerprint, answer)
                on conflict (user_id, key) do update
                   set fingerprint = excluded.fingerprint, answered_at = excluded.answered_at, answer = excluded.answer
                """)
                .with("users", users(keys))
                .with("keys", keys(keys))
                .with(
                        "fingerprints",
                        rows.stream().map(i -> commands.get(i).fingerprint()).toArray(String[]::new))
                .with("now", SqlTime.of(clock.instant()))
                .with(
                        "answers",
                        rows.stream().map(i -> written(outcomes.get(i))).toArray(String[]::new)));
    }

    private String written(Outcome<?> outcome) {
        return json.writeValueAsString(
                switch (outcome) {
                    case Outcome.Done<?>(var value) -> new Kept(json.valueToTree(value), null);
                    case Outcome.Refused<?>(var problem) -> new Kept(null, ReplayedRefusal.Kept.of(problem));
                });
    }

    private static Command.Key key(Command<?> command) {
        return Objects.requireNonNull(command.key());
    }

    private static UUID[] users(Collection<Command.Key> keys) {
        return keys.stream().map(key -> key.user().value()).toArray(UUID[]::new);
    }

    private static String[] keys(Collection<Command.Key> keys) {
        return keys.stream().map(Command.Key::key).toArray(String[]::new);
    }

    /**
     * Forgets answers older than 24 h, a batch at a time; true when there may be more. One that is given anew while it
     * is about to go is not old any more: the age is looked at again in the row that is deleted.
     */
    boolean forgetOld() {
        return jdbc.sql("""
                delete from idempotency_key
                 where (user_id, key) in (
                       select user_id, key from idempotency_key where answered_at <= :until limit :batch)
                   and answered_at <= :until
                """)
                        .param("until", SqlTime.of(clock.instant().minus(MEMORY)))
                        .param("batch", FORGET_BATCH_ROWS)
                        .update()
                == FORGET_BATCH_ROWS;
    }

    /** SHA-256 of the request's JSON. */
    String fingerprint(List<?> request) {
        try {
            byte[] bytes = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
