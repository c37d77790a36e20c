package dev.frontrow.payment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code frontrow.payment.*}.
 *
 * @param onInsufficientBalance what becomes of the hold when the wallet cannot pay it (M3)
 */
@ConfigurationProperties("frontrow.payment")
public record PaymentSettings(@DefaultValue("keep-hold") OnInsufficientBalance onInsufficientBalance) {

    /** The two policies. */
    public enum OnInsufficientBalance {
        /** The hold runs on; the fan may top up and try again. */
        KEEP_HOLD,
        /** The seats are let go. */
        RELEASE_SEATS
    }
}
