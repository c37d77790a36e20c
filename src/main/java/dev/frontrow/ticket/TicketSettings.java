package dev.frontrow.ticket;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * {@code frontrow.ticket.*}.
 *
 * @param signingKey what signs the tickets: base64 of the 32 bytes of an Ed25519 key. All instances must have the same.
 *     Absent, one is generated and kept in {@code ticket.key} of the data folder, which does for one machine
 */
@ConfigurationProperties("frontrow.ticket")
record TicketSettings(@Nullable String signingKey) {

    /** Without the key, since settings get printed. */
    @Override
    public String toString() {
        return "TicketSettings[]";
    }
}
