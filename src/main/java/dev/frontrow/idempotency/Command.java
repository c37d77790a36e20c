package dev.frontrow.idempotency;

import dev.frontrow.shared.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Something asked for, perhaps under a client-made key. Each asking is another one, whatever it asks: no two are equal.
 *
 * @param <Q> what is asked for
 */
public final class Command<Q> {

    /** Two users' keys never meet. */
    record Key(UserId user, String key) {}

    private final Q what;
    private final @Nullable Key key;
    private final String fingerprint;

    Command(Q what, @Nullable Key key, String fingerprint) {
        this.what = what;
        this.key = key;
        this.fingerprint = fingerprint;
    }

    public Q what() {
        return what;
    }

    @Nullable
    Key key() {
        return key;
    }

    /** Of what was asked: equal for the same request. */
    String fingerprint() {
        return fingerprint;
    }
}
