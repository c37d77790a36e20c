package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Carries out a command once per client-made key (M4). The answer is written by the transaction that has the effect, so
 * that after a crash there are both or neither, and never a half-done key to clean up.
 */
@Service
public class Idempotency {

    private static final int KEY_CHARACTERS = 255;

    private final IdempotencyStore store;
    private final TransactionOperations transaction;

    Idempotency(IdempotencyStore store, TransactionOperations transaction) {
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * Runs the work in one transaction, and once per key when there is a key. The work decides before it writes: what
     * it has written when it throws a refusal is committed with the refusal.
     *
     * @param user whose key it is; two users' keys never meet
     * @param key 1 to 255 characters
     * @param request what was asked, written as the same JSON whenever the same is asked
     * @throws InvalidIdempotencyKey when the key is blank or too long
     * @throws IdempotencyKeyReused when the key came before with another request
     * @throws IdempotencyInProgress while the first request with this key runs
     */
    public <T> Answer<T> once(UserId user, @Nullable String key, List<?> request, Class<T> type, Supplier<T> work) {
        if (key != null && (key.isBlank() || key.length() > KEY_CHARACTERS)) {
            throw new InvalidIdempotencyKey();
        }
        Outcome<T> outcome = Objects.requireNonNull(transaction.execute(
                status -> key == null ? attempt(work) : attemptOnce(user, key, request, type, work)));
        return switch (outcome) {
            case Outcome.Done<T>(T value, boolean replayed) -> new Answer<>(value, replayed);
            case Outcome.Refused<T>(Problem problem) -> throw problem;
        };
    }

    private <T> Outcome<T> attemptOnce(UserId user, String key, List<?> request, Class<T> type, Supplier<T> work) {
        if (!store.tryLock(user, key)) {
            throw new IdempotencyInProgress();
        }
        return store.find(user, key, request, type).orElseGet(() -> {
            Outcome<T> outcome = attempt(work);
            store.keep(user, key, request, outcome);
            return outcome;
        });
    }

    /** Faults, and refusals that only say "not now", leave by exception: they roll back and are not remembered. */
    private static <T> Outcome<T> attempt(Supplier<T> work) {
        try {
            return new Outcome.Done<>(work.get(), false);
        } catch (Problem problem) {
            return switch (problem.kind()) {
                case UNAVAILABLE, TOO_MANY -> throw problem;
                default -> new Outcome.Refused<>(problem);
            };
        }
    }
}
