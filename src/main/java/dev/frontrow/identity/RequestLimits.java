package dev.frontrow.identity;

import dev.frontrow.shared.web.EnvelopeWriter;
import java.time.Clock;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.stereotype.Component;

/** The limits that are configured, each at its place in the filter chain; none by default (Q7). */
@Component
class RequestLimits {

    private final RateLimitSettings settings;
    private final Clock clock;
    private final EnvelopeWriter envelopes;

    RequestLimits(RateLimitSettings settings, Clock clock, EnvelopeWriter envelopes) {
        this.settings = settings;
        this.clock = clock;
        this.envelopes = envelopes;
    }

    void addTo(HttpSecurity http) {
        var perAddress = settings.perAddress();
        if (perAddress != null) {
            http.addFilterBefore(
                    RateLimitFilter.perAddress(perAddress, clock, envelopes), BearerTokenAuthenticationFilter.class);
        }
        var perUser = settings.perUser();
        if (perUser != null) {
            http.addFilterAfter(
                    RateLimitFilter.perUser(perUser, clock, envelopes), BearerTokenAuthenticationFilter.class);
        }
    }
}
