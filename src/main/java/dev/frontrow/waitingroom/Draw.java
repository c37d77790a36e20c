package dev.frontrow.waitingroom;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a draw by lot (W15); {@code docs/draw.md} is the rule in words. No record, because a record shows what
 * it is made of, and before the draw nobody may see the seed.
 */
final class Draw {

    static final int SEED_BYTES = 32;
    /**
     * As many as FF1 has (NIST SP 800-38G). Two already give each number every value of the domain equally often, and
     * each further one brings pairs of numbers closer to that.
     */
    static final int ROUNDS = 10;

    /** The name of the rule; another rule has another one. */
    static final String RULE = "frontrow-draw-1";

    private static final byte[] LABEL = RULE.getBytes(StandardCharsets.US_ASCII);
    private static final String HMAC = "HmacSHA256";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] seed;

    /**
     * The draw of a known seed.
     *
     * @throws IllegalArgumentException when it has not exactly 32 bytes
     */
    Draw(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("a seed has " + SEED_BYTES + " bytes, not " + seed.length);
        }
        this.seed = seed.clone();
    }

    /** A seed that nobody can have known. */
    static byte[] newSeed() {
        byte[] seed = new byte[SEED_BYTES];
        RANDOM.nextBytes(seed);
        return seed;
    }

    /** What is published before the draw: SHA-256 of the seed, in lower-case hexadecimal. */
    String commitment() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** What is published after the draw, never before: the seed in lower-case hexadecimal. */
    String revealed() {
        return HexFormat.of().formatHex(seed);
    }

    /**
     * The order in which that many are drawn. Costs some ten ms for millions, so keep it rather than make it again.
     *
     * @param participants 0 to {@link DrawnOrder#MOST_PARTICIPANTS}
     * @throws IllegalArgumentException when there are fewer or more
     */
    DrawnOrder among(long participants) {
        var half = DrawnOrder.halfBits(participants);
        var rounds = new char[ROUNDS][1 << half];
        var mask = (1 << half) - 1;
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(seed, HMAC));
            var text = ByteBuffer.allocate(LABEL.length + Long.BYTES + 1 + Integer.BYTES)
                    .put(LABEL)
                    .putLong(participants);
            for (int round = 0; round < ROUNDS; round++) {
                for (int right = 0; right <= mask; right++) {
                    text.position(LABEL.length + Long.BYTES).put((byte) round).putInt(right);
                    var drawn = ByteBuffer.wrap(mac.doFinal(text.array())).getInt();
                    rounds[round][right] = (char) (drawn & mask);
                }
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
        return new DrawnOrder(participants, half, rounds);
    }

    /** Fit for a log. */
    @Override
    public String toString() {
        return "Draw[" + commitment() + "]";
    }
}
