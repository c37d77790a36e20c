package dev.frontrow.identity;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.rate-limit.*}: calls of the API a second, counted by each instance for itself; unset, any number
 * (Q7).
 *
 * @param perUser by whoever the bearer token speaks for
 * @param perAddress from one network address; behind a proxy set {@code server.forward-headers-strategy} as well
 */
@Validated
@ConfigurationProperties("frontrow.rate-limit")
record RateLimitSettings(
        @Nullable @Min(1) Integer perUser, @Nullable @Min(1) Integer perAddress) {}
