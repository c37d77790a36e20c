package dev.frontrow.identity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an e-mail is compared: without surrounding blanks, in lower case. */
final class Email {

    /** RFC 5321: a path of 256 with its angle brackets. */
    static final int MOST_CHARACTERS = 254;

    private Email() {}

    /** Null, which a request may lack it with, stays null for the validation to refuse. */
    @SuppressWarnings("NullAway")
    static String normal(@Nullable String text) {
        return text == null ? null : text.strip().toLowerCase(Locale.ROOT);
    }
}
