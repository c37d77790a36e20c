package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A refusal given again from memory (M4). */
final class ReplayedRefusal extends Problem {

    /** What is remembered of a refusal. */
    record Kept(Kind kind, String error, List<Object> arguments, Map<String, @Nullable Object> details) {
        static Kept of(Problem problem) {
            return new Kept(problem.kind(), problem.error(), problem.arguments(), problem.details());
        }
    }

    private final transient Kept kept;

    ReplayedRefusal(Kept kept) {
        super(kept.kind(), kept.error(), kept.arguments().toArray());
        this.kept = kept;
    }

    @Override
    public Map<String, @Nullable Object> details() {
        return kept.details();
    }

    @Override
    public Map<String, String> headers() {
        return Map.of(Answer.REPLAYED, "true");
    }
}
