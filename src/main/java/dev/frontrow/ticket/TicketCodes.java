package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads the codes of tickets: base64url of a 1, the reservation (16 bytes), the performance (8), the seat
 * (2) and the Ed25519 signature (64) of these 27, numbers beginning with their highest byte: 122 characters.
 */
final class TicketCodes {

    /** Of a code; a longer one is none. */
    static final int CHARACTERS = 122;

    private static final byte VERSION = 1;
    private static final int SIGNED_BYTES = 1 + Long.BYTES * 3 + Short.BYTES;
    private static final int SIGNATURE_BYTES = 64;

    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final TicketKey key;

    TicketCodes(TicketKey key) {
        this.key = key;
    }

    String write(Ticket ticket) {
        byte[] signed = ByteBuffer.allocate(SIGNED_BYTES)
                .put(VERSION)
                .putLong(ticket.reservation().value().getMostSignificantBits())
                .putLong(ticket.reservation().value().getLeastSignificantBits())
                .putLong(ticket.performance().value())
                .putShort((short) ticket.seat()) // up to 60,000 fit, read without a sign
                .array();
        byte[] code = ByteBuffer.allocate(SIGNED_BYTES + SIGNATURE_BYTES)
                .put(signed)
                .put(key.sign(signed))
                .array();
        return TEXT.encodeToString(code);
    }

    /** The ticket; empty when the code is none of ours. */
    Optional<Ticket> read(String code) {
        if (code.length() != CHARACTERS) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(code);
            byte[] signed = Arrays.copyOf(bytes, SIGNED_BYTES);
            byte[] signature = Arrays.copyOfRange(bytes, SIGNED_BYTES, bytes.length);
            return TEXT.encodeToString(bytes).equals(code) // not one of the spellings that mean the same
                            && signed[0] == VERSION
                            && key.verifies(signed, signature)
                    ? Optional.of(ticket(ByteBuffer.wrap(signed, 1, SIGNED_BYTES - 1)))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private static Ticket ticket(ByteBuffer signed) {
        return new Ticket(
                new ReservationId(new UUID(signed.getLong(), signed.getLong())),
                new PerformanceId(signed.getLong()),
                Short.toUnsignedInt(signed.getShort()));
    }
}
