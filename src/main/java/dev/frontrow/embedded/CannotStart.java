package dev.frontrow.embedded;

import org.jspecify.annotations.Nullable;

/** An embedded service cannot start; the message is one sentence for the person at the console. */
public final class CannotStart extends RuntimeException {

    CannotStart(String sentence) {
        this(sentence, null);
    }

    CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
