package dev.frontrow.shared;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an exception was thrown for. */
public final class Causes {

    /** Causes may go round in a circle. */
    private static final int MAX_CAUSES = 16;

    private Causes() {}

    /** The exception itself and its causes, the nearest first; none of null. */
    public static Stream<Throwable> of(@Nullable Throwable thrown) {
        return Stream.iterate(
                        thrown, Objects::nonNull, t -> Objects.requireNonNull(t).getCause())
                .map(Objects::requireNonNull)
                .limit(MAX_CAUSES);
    }
}
