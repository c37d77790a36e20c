package dev.frontrow.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The draw before a sale, recomputed from what the room publishes, as {@code docs/draw.md} tells everybody to. */
final class Lots {

    private static final byte[] LABEL = "frontrow-draw-1".getBytes(StandardCharsets.US_ASCII);
    private static final int ROUNDS = 10;
    private static final int LEAST_HALF_BITS = 4;

    private final byte[] seed;
    private final long participants;
    private final int half;
    private final Mac mac;

    /** Of a seed in hexadecimal. */
    Lots(String seed, long participants) throws GeneralSecurityException {
        this.seed = HexFormat.of().parseHex(seed);
        this.participants = participants;
        int bits = LEAST_HALF_BITS;
        while (1L << 2 * bits < participants) {
            bits++;
        }
        half = bits;
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(this.seed, "HmacSHA256"));
    }

    /** Of a room without a draw, where a number's turn is the number. */
    static Lots none() throws GeneralSecurityException {
        return new Lots("00", 0);
    }

    long participants() {
        return participants;
    }

    /** Whether this is the seed that was announced. */
    boolean isOf(String commitment) throws GeneralSecurityException {
        var hash = MessageDigest.getInstance("SHA-256").digest(seed);
        return HexFormat.of().formatHex(hash).equals(commitment);
    }

    /** When the number's turn is. */
    long turn(long number) {
        if (number > participants) {
            return number;
        }
        long at = number - 1;
        do {
            at = permuted(at);
        } while (at >= participants);
        return at + 1;
    }

    private long permuted(long value) {
        int mask = (1 << half) - 1;
        int left = (int) (value >> half);
        int right = (int) value & mask;
        for (int round = 0; round < ROUNDS; round++) {
            int mixed = left ^ drawn(round, right) & mask;
            left = right;
            right = mixed;
        }
        return (long) left << half | right;
    }

    private int drawn(int round, int right) {
        var text = ByteBuffer.allocate(LABEL.length + Long.BYTES + 1 + Integer.BYTES)
                .put(LABEL)
                .putLong(participants)
                .put((byte) round)
                .putInt(right);
        return ByteBuffer.wrap(mac.doFinal(text.array())).getInt();
    }
}
