package dev.frontrow.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.KeyLengthException;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** Signs and reads the tokens: JWT, HS256 and nothing else (I3). */
public final class Tokens {

    private static final String ISSUER = "frontrow";
    /**
     * When the user proved to be who they are (OpenID Connect Core 1.0, section 2). A token that was asked for with
     * another one has it from there, so that all of them end with a change of the password.
     */
    private static final String AUTH_TIME = "auth_time";

    private static final JWSHeader HEADER = new JWSHeader(JWSAlgorithm.HS256);
    /** A verified token costs about 2 KB. */
    private static final int REMEMBERED_TOKENS = 40_000;

    private static final Duration REMEMBERED_UNUSED = Duration.ofMinutes(10);

    private final JWSSigner signer;
    private final NimbusJwtDecoder decoder;
    private final JwtTimestampValidator inTime = new JwtTimestampValidator(Duration.ZERO);
    private final Clock clock;
    /** Whose signature and origin was checked; their time is checked at each use. */
    private final Cache<String, Jwt> remembered = Caches.builder()
            .maximumSize(REMEMBERED_TOKENS)
            .expireAfterAccess(REMEMBERED_UNUSED)
            .build();

    Tokens(SecretKey key, Clock clock) {
        this.clock = clock;
        signer = signer(key);
        decoder = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtIssuerValidator(ISSUER),
                rule(token -> TokenKind.ofAudience(token.getAudience()) != null),
                rule(token -> userIn(token.getSubject()) != null)));
        // By default an issuer is tried as a URL, which ours is not: an exception and its stack for each token.
        decoder.setClaimSetConverter(
                MappedJwtClaimSetConverter.withDefaults(Map.of(JwtClaimNames.ISS, String::valueOf)));
        inTime.setAllowEmptyExpiryClaim(false);
        inTime.setClock(clock);
    }

    private static JWSSigner signer(SecretKey key) {
        try {
            return new MACSigner(key);
        } catch (KeyLengthException e) {
            throw new IllegalArgumentException("a key of less than 256 bits", e);
        }
    }

    /**
     * A signed token that speaks for the user, who proved to be that with the token of the running request; if that is
     * somebody else's or there is none, whoever asks vouches for it.
     *
     * @param claims what it says beside subject, audience, issuer and times, which cannot be set here
     * @param life how long it is valid, whole seconds
     */
    public String issue(TokenKind kind, UserId user, Map<String, ?> claims, Duration life) {
        var proven = ofRequest()
                .filter(shown -> userOf(shown).equals(user))
                .map(Tokens::provenAt)
                .orElseGet(clock::instant);
        return issue(kind, user, claims, life, proven);
    }

    /**
     * The same for a user who proved it otherwise.
     *
     * @param provenAt when; may be ahead of this instance's clock
     */
    String issue(TokenKind kind, UserId user, Map<String, ?> claims, Duration life, Instant provenAt) {
        var now = Collections.max(List.of(clock.instant(), provenAt));
        var set = new JWTClaimsSet.Builder();
        claims.forEach(set::claim);
        set.issuer(ISSUER)
                .audience(kind.audience())
                .subject(user.toString())
                .claim(AUTH_TIME, provenAt.getEpochSecond())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(life)));
        var token = new SignedJWT(HEADER, set.build());
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key was good when the server started", e);
        }
        return token.serialize();
    }

    /** Verifies a token; a second time at the price of a look-up. */
    public TokenReading read(String text) {
        var known = remembered.getIfPresent(text);
        try {
            var token = known == null ? decoder.decode(text) : known;
            if (inTime.validate(token).hasErrors()) {
                remembered.invalidate(text);
                return new TokenReading.Expired(token);
            }
            if (known == null) {
                remembered.put(text, token);
            }
            return new TokenReading.Valid(token);
        } catch (JwtException refused) {
            return new TokenReading.Invalid();
        }
    }

    /** When the user of a verified token proved to be that; tokens of older versions tell when they were issued. */
    static Instant provenAt(Jwt verified) {
        var told = verified.getClaimAsInstant(AUTH_TIME);
        var known = told == null ? verified.getIssuedAt() : told;
        return known == null ? Instant.EPOCH : known;
    }

    /** The user a verified token speaks for. */
    public static UserId userOf(Jwt verified) {
        return UserId.valueOf(Objects.requireNonNull(verified.getSubject()));
    }

    /** The verified token that the running request came with, of either kind; empty for an anonymous one. */
    public static Optional<Jwt> ofRequest() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof JwtAuthenticationToken caller
                ? Optional.of(caller.getToken())
                : Optional.empty();
    }

    private static OAuth2TokenValidator<Jwt> rule(Predicate<Jwt> holds) {
        return token -> holds.test(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }

    private static @Nullable UUID userIn(@Nullable String subject) {
        try {
            return subject == null ? null : UUID.fromString(subject);
        } catch (IllegalArgumentException notAnId) {
            return null;
        }
    }
}
