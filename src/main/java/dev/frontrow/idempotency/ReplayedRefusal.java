package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal given again (M4). */
public final class ReplayedRefusal extends Problem {

    /** What is remembered of a refusal. */
    record Kept(Kind kind, String error, List<Object> arguments, Map<String, @Nullable Object> details) {
        static Kept of(Problem problem) {
            return new Kept(problem.kind(), problem.error(), problem.arguments(), problem.details());
        }
    }

    private final transient Kept kept;
    private final transient @Nullable Duration retryAfter;

    /** From memory, where no refusal is kept that tells when to ask again. */
    ReplayedRefusal(Kept kept) {
        this(kept, null);
    }

    private ReplayedRefusal(Kept kept, @Nullable Duration retryAfter) {
        super(kept.kind(), kept.error(), kept.arguments().toArray());
        this.kept = kept;
        this.retryAfter = retryAfter;
    }

    /** For a command that works out anew how it was answered. */
    public static ReplayedRefusal of(Problem refusal) {
        return new ReplayedRefusal(Kept.of(refusal), refusal.retryAfter());
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return kept.details();
    }

    @Override
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(Answer.REPLAYED, "true");
    }
}
