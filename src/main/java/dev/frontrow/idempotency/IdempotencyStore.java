package dev.frontrow.idempotency;

import dev.frontrow.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    private final JsonMapper json;
    private final Clock clock;

    IdempotencyStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** An answer as it is kept: a value, or else a refusal. */
    private record Kept(@Nullable JsonNode value, ReplayedRefusal.@Nullable Kept refusal) {}

    /** Takes the key until the transaction ends, without waiting. */
    boolean tryLock(UserId user, String key) {
        return jdbc.sql("select pg_try_advisory_xact_lock(hashtextextended(:key, 1))")
                .param("key", user + " " + key)
                .query(Boolean.class)
                .single();
    }

    /**
     * The answer given under the key in the last 24 h.
     *
     * @throws IdempotencyKeyReused when it answered another request
     */
    <T> Optional<Outcome<T>> find(UserId user, String key, List<?> request, Class<T> type) {
        return jdbc.sql("""
                select fingerprint, answer from idempotency_key
                 where user_id = :user and key = :key and answered_at > :since
                """)
                .param("user", user.value())
                .param("key", key)
                .param("since", at(clock.instant().minus(MEMORY)))
                .query((row, number) -> Map.entry(row.getString("fingerprint"), row.getString("answer")))
                .optional()
                .map(kept -> {
                    if (!kept.getKey().equals(fingerprint(request))) {
                        throw new IdempotencyKeyReused();
                    }
                    return read(kept.getValue(), type);
                });
    }

    private <T> Outcome<T> read(String answer, Class<T> type) {
        Kept kept = json.readValue(answer, Kept.class);
        return kept.refusal() == null
                ? new Outcome.Done<>(json.treeToValue(Objects.requireNonNull(kept.value()), type), true)
                : new Outcome.Refused<>(new ReplayedRefusal(kept.refusal()));
    }

    /** Remembers the outcome, over one that is too old to be found. */
    void keep(UserId user, String key, List<?> request, Outcome<?> outcome) {
        Kept kept = switch (outcome) {
            case Outcome.Done<?> done -> new Kept(json.valueToTree(done.value()), null);
            case Outcome.Refused<?> refused -> new Kept(null, ReplayedRefusal.Kept.of(refused.problem()));
        };
        jdbc.sql("""
                insert into idempotency_key (user_id, key, fingerprint, answered_at, answer)
                values (:user, :key, :fingerprint, :now, :answer::jsonb)
                on conflict (user_id, key) do update
                   set fingerprint = excluded.fingerprint, answered_at = excluded.answered_at, answer = excluded.answer
                """)
                .param("user", user.value())
                .param("key", key)
                .param("fingerprint", fingerprint(request))
                .param("now", at(clock.instant()))
                .param("answer", json.writeValueAsString(kept))
                .update();
    }

    /** Forgets answers older than 24 h, a batch at a time; true when there may be more. */
    boolean forgetOld() {
        return jdbc.sql("""
                delete from idempotency_key
                 where (user_id, key) in (
                       select user_id, key from idempotency_key where answered_at <= :until limit :batch)
                """)
                        .param("until", at(clock.instant().minus(MEMORY)))
                        .param("batch", FORGET_BATCH_ROWS)
                        .update()
                == FORGET_BATCH_ROWS;
    }

    private String fingerprint(List<?> request) {
        try {
            byte[] bytes = json.writeValueAsString(request).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static java.time.OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
