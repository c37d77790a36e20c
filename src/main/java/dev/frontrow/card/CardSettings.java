package dev.frontrow.card;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.card.*}.
 *
 * @param keys what the provider's tokens are sealed with: one or several {@code number:key}, parted by commas, the key
 *     as base64 of 32 bytes; the first one seals, each one opens. All instances must have the same. Absent, one is
 *     generated and kept in {@code card.keys} of the data folder, which does for one machine
 * @param providerTimeout how long the provider may take to answer; 10 ms to a minute
 */
@Validated
@ConfigurationProperties("frontrow.card")
record CardSettings(
        @Nullable String keys,

        @DefaultValue("5s") @DurationMin(millis = 10) @DurationMax(minutes = 1)
        Duration providerTimeout) {

    /** Without the keys, since settings get printed. */
    @Override
    public String toString() {
        return "CardSettings[providerTimeout=" + providerTimeout + "]";
    }
}
