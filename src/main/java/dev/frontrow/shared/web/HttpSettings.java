package dev.frontrow.shared.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code frontrow.http.*}.
 *
 * @param requestsAtOnce so many requests are worked on at once, the others wait; each takes some 100 KB of the heap
 */
@Validated
@ConfigurationProperties("frontrow.http")
public record HttpSettings(
        @DefaultValue("512") @Min(1) @Max(8192) int requestsAtOnce) {}
