package dev.frontrow.idempotency;

import dev.frontrow.shared.Outcome;
import dev.frontrow.shared.Problem;
import dev.frontrow.shared.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
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
     * A command to be carried out by {@link #once} or {@link #each}.
     *
     * @param user whose key it is; two users' keys never meet
     * @param key 1 to 255 characters
     * @param request what was asked and by which address, written as the same JSON whenever the same is asked
     * @throws InvalidIdempotencyKey when the key is blank or too long
     */
    public <Q> Command<Q> command(UserId user, @Nullable String key, List<?> request, Q what) {
        if (key == null) {
            return new Command<>(what, null, "");
        }
        if (key.isBlank() || key.length() > KEY_CHARACTERS) {
            throw new InvalidIdempotencyKey();
        }
        return new Command<>(what, new Command.Key(user, key), store.fingerprint(request));
    }

    /**
     * Runs the work in one transaction, and once per key when there is a key. The work decides before it writes: what
     * it has written when it throws a refusal is committed with the refusal.
     *
     * @throws IdempotencyKeyReused when the key came before with another request
     * @throws IdempotencyInProgress while the first request with this key runs
     */
    public <Q, T> Answer<T> once(Command<Q> command, Class<T> type, Function<Q, T> work) {
        return each(List.of(command), type, alone -> List.of(attempt(() -> work.apply(alone.getFirst()))))
                .getFirst()
                .orThrow();
    }

    /**
     * Carries out commands together in one transaction, those with a key once per key.
     *
     * @param work carries out those that were not answered before: as many outcomes, in their order
     * @return as many outcomes as commands, in their order; {@link IdempotencyKeyReused} and {@link
     *     IdempotencyInProgress} among them
     */
    public <Q, T> List<Outcome<Answer<T>>> each(
            List<Command<Q>> commands, Class<T> type, Function<List<Q>, List<Outcome<T>>> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var keyed =
                    commands.stream().filter(command -> command.key() != null).toList();
            var answers = new HashMap<Command<Q>, Outcome<Answer<T>>>(store.claim(keyed, type));
            var open = commands.stream()
                    .filter(command -> !answers.containsKey(command))
                    .toList();
            var outcomes = open.isEmpty()
                    ? List.<Outcome<T>>of()
                    : work.apply(open.stream().map(Command::what).toList());
            store.keep(open, outcomes);
            for (int i = 0; i < open.size(); i++) {
                answers.put(open.get(i), fresh(outcomes.get(i)));
            }
            return commands.stream()
                    .map(answers::get)
                    .map(Objects::requireNonNull)
                    .toList();
        }));
    }

    private static <T> Outcome<Answer<T>> fresh(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> new Outcome.Done<>(new Answer<>(value, false));
            case Outcome.Refused<T>(Problem problem) -> new Outcome.Refused<>(problem);
        };
    }

    /** Faults, and refusals that only say "not now", leave by exception: they roll back and are not remembered. */
    private static <T> Outcome<T> attempt(Supplier<T> work) {
        Outcome<T> outcome = Outcome.of(work);
        if (outcome instanceof Outcome.Refused<T>(Problem problem)) {
            switch (problem.kind()) {
                case UNAVAILABLE, TOO_MANY -> throw problem;
                default -> {}
            }
        }
        return outcome;
    }
}
