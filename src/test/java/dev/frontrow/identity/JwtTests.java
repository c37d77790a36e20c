package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.frontrow.MovableClock;
import dev.frontrow.shared.Ids;
import dev.frontrow.shared.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I3: which tokens are trusted. */
class JwtTests {

    private static final SecretKey KEY = key("a key of the server that is long enough for HS512 just as well..");
    private static final SecretKey OTHER = key("a key of somebody else, long enough for HS512 just as well ....");
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final MovableClock clock = new MovableClock();
    private final Tokens tokens = new Tokens(KEY, clock);
    private final UserId kim = new UserId(Ids.next());

    @Test
    void ourOwnTokenSaysWhoItIsAndWhatFor() {
        for (var kind : TokenKind.values()) {
            var reading = tokens.read(tokens.issue(kind, kim, Map.of("room", "lobby", "number", 7), LIFE));
            assertThat(reading).isInstanceOfSatisfying(TokenReading.Valid.class, valid -> {
                assertThat(Tokens.userOf(valid.token())).isEqualTo(kim);
                assertThat(TokenKind.of(valid.token())).isEqualTo(kind);
                assertThat(valid.token().getClaimAsString("room")).isEqualTo("lobby");
                assertThat(valid.token().getClaims()).containsEntry("number", 7L);
            });
        }
    }

    @Test
    void claimsCannotStandInForSubjectAudienceOrTimes() {
        var forged = Map.of(
                "sub",
                Ids.next().toString(),
                "aud",
                "frontrow-access",
                "exp",
                4_000_000_000L,
                "auth_time",
                4_000_000_000L);
        var text = tokens.issue(TokenKind.QUEUE, kim, forged, LIFE);
        assertThat(tokens.read(text)).isInstanceOfSatisfying(TokenReading.Valid.class, valid -> {
            assertThat(Tokens.userOf(valid.token())).isEqualTo(kim);
            assertThat(TokenKind.of(valid.token())).isEqualTo(TokenKind.QUEUE);
            assertThat(Tokens.provenAt(valid.token())).isBeforeOrEqualTo(clock.instant());
        });
        clock.advance(LIFE.plusSeconds(1));
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Expired.class);
    }

    @Test
    void anUnsignedTokenIsRefused() {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aTokenSignedWithAnotherKeyIsRefused() {
        assertRefused(signed(claims(), JWSAlgorithm.HS256, OTHER));
    }

    @Test
    void aTokenSignedWithAnotherAlgorithmIsRefused() {
        assertRefused(signed(claims(), JWSAlgorithm.HS512, KEY));
        assertRefused(signed(claims(), JWSAlgorithm.HS384, KEY));
    }

    @Test
    void theWellFormedForgeryWouldPassWithOurKey() {
        assertThat(tokens.read(signed(claims(), JWSAlgorithm.HS256, KEY))).isInstanceOf(TokenReading.Valid.class);
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertRefused(signed(claims().audience("frontrow"), JWSAlgorithm.HS256, KEY));
        assertRefused(signed(claims().audience((String) null), JWSAlgorithm.HS256, KEY));
        assertRefused(signed(claims().audience(List.of("frontrow-access", "frontrow-queue")), JWSAlgorithm.HS256, KEY));
    }

    @Test
    void aTokenOfAnotherIssuerOrOfNobodyIsRefused() {
        assertRefused(signed(claims().issuer("backrow"), JWSAlgorithm.HS256, KEY));
        assertRefused(signed(claims().issuer(null), JWSAlgorithm.HS256, KEY));
        assertRefused(signed(claims().subject("admin"), JWSAlgorithm.HS256, KEY));
        assertRefused(signed(claims().subject(null), JWSAlgorithm.HS256, KEY));
    }

    @Test
    void aTokenWithoutAnEndIsNotValid() {
        assertThat(tokens.read(signed(claims().expirationTime(null), JWSAlgorithm.HS256, KEY)))
                .isNotInstanceOf(TokenReading.Valid.class);
    }

    @Test
    void aTokenEndsOnTimeThoughItWasVerifiedBefore() {
        var text = tokens.issue(TokenKind.ACCESS, kim, Map.of(), LIFE);
        clock.advance(LIFE.minusSeconds(2));
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Valid.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Expired.class);
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Expired.class);
    }

    @Test
    void aChangedTokenIsRefused() {
        var text = tokens.issue(TokenKind.ACCESS, kim, Map.of("roles", List.of("FAN")), LIFE);
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Valid.class);
        var parts = text.split("\\.", -1);
        var payload = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        var promoted = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(payload.replace("FAN", "ORGANIZER").getBytes(StandardCharsets.UTF_8));
        assertRefused(parts[0] + "." + promoted + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1] + "." + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "..", "a.b.c", "e30.e30.", "{}", "ㅋㅋ.ㅋㅋ.ㅋㅋ"})
    void whatIsNoTokenIsRefused(String text) {
        assertRefused(text);
    }

    private void assertRefused(String text) {
        assertThat(tokens.read(text)).isInstanceOf(TokenReading.Invalid.class);
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("frontrow")
                .audience("frontrow-access")
                .subject(kim.toString())
                .claim("roles", List.of("ORGANIZER"))
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plus(LIFE)));
    }

    private static String signed(JWTClaimsSet.Builder claims, JWSAlgorithm algorithm, SecretKey key) {
        try {
            var token = new SignedJWT(new JWSHeader(algorithm), claims.build());
            token.sign(new MACSigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }
}
