package dev.frontrow.shared;

import org.jspecify.annotations.Nullable;

/** The server cannot start; the message is one sentence for the person at the console. */
public final class CannotStart extends RuntimeException {

    public CannotStart(String sentence) {
        this(sentence, null);
    }

    public CannotStart(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
