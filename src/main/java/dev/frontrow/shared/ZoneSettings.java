package dev.frontrow.shared;

import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * {@code frontrow.zone}: where the concerts are, for dates and for the daily reopening.
 *
 * @param zone an IANA name, {@code Asia/Seoul} by default
 */
@ConfigurationProperties("frontrow")
public record ZoneSettings(@DefaultValue("Asia/Seoul") ZoneId zone) {}
