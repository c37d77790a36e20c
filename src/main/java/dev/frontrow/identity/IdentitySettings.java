package dev.frontrow.identity;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.identity.*}.
 *
 * @param jwtSecret what signs the tokens: base64 of at least 32 bytes, or a text of at least 32 bytes. All instances
 *     must have the same. Absent, one is generated and kept in {@code jwt.key} of the data folder, which does for one
 *     machine
 * @param accessTokenTtl how long a log-in lasts; at least a second
 * @param bcryptStrength the logarithm of the rounds of a password's hash, 4 to 31; each step doubles the time
 */
@Validated
@ConfigurationProperties("frontrow.identity")
record IdentitySettings(
        @Nullable String jwtSecret,
        @DefaultValue("12h") @DurationMin(seconds = 1) Duration accessTokenTtl,
        @DefaultValue("10") @Min(4) @Max(31) int bcryptStrength) {

    /** Without the secret, since settings get printed. */
    @Override
    public String toString() {
        return "IdentitySettings[accessTokenTtl=" + accessTokenTtl + ", bcryptStrength=" + bcryptStrength + "]";
    }
}
