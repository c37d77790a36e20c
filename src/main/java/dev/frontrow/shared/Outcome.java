package dev.frontrow.shared;

import java.util.function.Supplier;

/** How one of several commands ended that were carried out together. Both ways are normal. */
public sealed interface Outcome<T> {

    /** It was done. */
    record Done<T>(T value) implements Outcome<T> {}

    /** It was refused, and has changed nothing unless the refusal says so. */
    record Refused<T>(Problem problem) implements Outcome<T> {}

    /** What doing it alone comes to. */
    static <T> Outcome<T> of(Supplier<T> command) {
        try {
            return new Done<>(command.get());
        } catch (Problem problem) {
            return new Refused<>(problem);
        }
    }

    /** For whoever asked: the value, or the refusal thrown. */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Problem problem) -> throw problem;
        };
    }
}
