package dev.frontrow.idempotency;

import dev.frontrow.shared.Problem;

/** How a command ended. Both ways are normal, and both are remembered under its key. */
sealed interface Outcome<T> {

    record Done<T>(T value, boolean replayed) implements Outcome<T> {}

    record Refused<T>(Problem problem) implements Outcome<T> {}
}
