package dev.frontrow.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who asks, from the bearer token and nothing else: no session, no cookie, hence no forged cross-site request. Who may
 * do what is decided by {@link AccessInterceptor}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Swagger UI draws some of its icons from data URLs and sets styles in place. */
    private static final String CONTENT_POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

    /** A door scans tickets. */
    private static final String DEVICES = "camera=(self), microphone=(), geolocation=(), payment=()";

    private static final String API = "/api/v1";

    private static final String BEARER = "Bearer";

    @Bean
    Tokens tokens(IdentitySettings settings, @Value("${frontrow.data-dir}") Path folder, Clock clock) {
        return new Tokens(SigningKey.from(settings.jwtSecret(), folder), clock);
    }

    @Bean
    JwtDecoder jwtDecoder(Tokens tokens) {
        return text -> switch (tokens.read(text)) {
            case TokenReading.Valid(Jwt token) -> token;
            case TokenReading.Expired _, TokenReading.Invalid _ -> throw new BadJwtException("refused");
        };
    }

    /** Timing each filter of the chain would cost more than the filters do; requests are timed as a whole. */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            HttpSecurity http,
            JwtDecoder decoder,
            RequesterOfToken requester,
            RefusedToken refused,
            RequestLimits limits) {
        limits.addTo(http);
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(SecurityConfiguration::tellBrowsers)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .oauth2ResourceServer(server -> server.bearerTokenResolver(bearer())
                        .authenticationEntryPoint(refused)
                        .jwt(jwt -> jwt.decoder(decoder).jwtAuthenticationConverter(requester)))
                .build();
    }

    /** On top of what Spring Security tells them by itself; with TLS, that they are to keep to it (P5). */
    private static void tellBrowsers(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_POLICY))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                .crossOriginOpenerPolicy(opener -> opener.policy(CrossOriginOpenerPolicy.SAME_ORIGIN))
                .permissionsPolicyHeader(permissions -> permissions.policy(DEVICES));
    }

    /**
     * Whoever comes for a new token is not turned away for the old one; whoever looks at the server needs none. What
     * the text must look like is left to those who verify it (RFC 6750, section 2.1).
     */
    private static BearerTokenResolver bearer() {
        var paths = PathPatternRequestMatcher.withDefaults();
        RequestMatcher withoutToken = new OrRequestMatcher(
                paths.matcher(HttpMethod.POST, API + "/users"),
                paths.matcher(HttpMethod.POST, API + "/auth/login"),
                paths.matcher("/actuator/**"));
        return new BearerTokenResolver() {
            @Override
            public @Nullable String resolve(HttpServletRequest request) {
                var header = request.getHeader(HttpHeaders.AUTHORIZATION);
                if (header == null
                        || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        || withoutToken.matches(request)) {
                    return null;
                }
                var token = header.substring(BEARER.length()).strip();
                if (token.isEmpty()) {
                    throw new InvalidBearerTokenException("none");
                }
                return token;
            }
        };
    }

    /** What Spring Security allows anyway, in a cheaper way: each header is looked at several times a request. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(SecurityConfiguration::hasNoControlCharacter);
        firewall.setAllowedHeaderValues(SecurityConfiguration::hasNoControlCharacter);
        return firewall;
    }

    private static boolean hasNoControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
