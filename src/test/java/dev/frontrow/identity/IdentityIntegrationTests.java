package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.TestServer;
import dev.frontrow.shared.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** I1, I2, I3: sign-up, log-in and what a token opens. */
class IdentityIntegrationTests {

    private static final String PASSWORD = "correct horse";

    private final TestServer server = TestServer.shared();
    private final Api api = server.api();
    private final String email = "kim-" + UUID.randomUUID() + "@frontrow.test";

    /** I1 */
    @Test
    void signingUpMakesAFanAndKeepsOnlyASlowHash() {
        var answer = signUp("김민지", " " + email.toUpperCase(Locale.ROOT), PASSWORD);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().propertyNames()).containsExactly("userId", "username", "email");
        assertThat(answer.body().path("username").asString()).isEqualTo("김민지");
        assertThat(answer.body().path("email").asString()).isEqualTo(email);
        var hash = server.jdbc()
                .sql("select password_hash from users where id = :id")
                .param("id", UUID.fromString(answer.body().path("userId").asString()))
                .query(String.class)
                .single();
        assertThat(hash).startsWith("$2").doesNotContain(PASSWORD);
    }

    /** I1 */
    @Test
    void ofManyWhoSignUpWithOneEmailAtOnceOneGetsIt() {
        var statuses = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> signUp("kim" + i, email, PASSWORD))
                .map(Api.Answer::status)
                .toList();
        assertThat(statuses).containsOnlyOnce(201);
        assertThat(statuses.stream().filter(status -> status == 409)).hasSize(7);
        assertThat(signUp("kim", email, PASSWORD).error()).isEqualTo("EMAIL_TAKEN");
    }

    /** I1, Q6 */
    @ParameterizedTest
    @CsvSource({
        "'', a@b.test, long enough, username",
        "'  ', a@b.test, long enough, username",
        "kim, '', long enough, email",
        "kim, no address, long enough, email",
        "kim, a@b.test, seven77, password",
        ", a@b.test, long enough, username",
        "kim, , long enough, email",
        "kim, a@b.test, , password",
    })
    void whatIsMissingOrWrongIsNamed(String username, String address, String password, String field) {
        var asked = new HashMap<String, Object>();
        asked.put("username", username);
        asked.put("email", address);
        asked.put("password", password);
        var answer = api.post("/users", asked);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("fields").path(0).path("field").asString())
                .isEqualTo(field);
    }

    /** I1 */
    @Test
    void aPasswordLongerThanBcryptReadsIsRefusedAndTheMessageSaysSo() {
        assertThat(signUp("kim", email, "가".repeat(24)).status()).isEqualTo(201);
        var answer = signUp("kim", "x" + email, "가".repeat(25));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("fields").path(0).path("message").asString())
                .contains("72");
        assertThat(logIn(email, "가".repeat(24) + "나").error()).isEqualTo("BAD_CREDENTIALS");
        assertThat(api.with("Accept-Language", "ko")
                        .post("/users", Map.of("username", "kim", "email", email, "password", "짧다"))
                        .body()
                        .path("fields")
                        .path(0)
                        .path("message")
                        .asString())
                .contains("72바이트");
    }

    /** I1, Q6 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\\nlines",
                "two\\u2028lines",
                "two\\u0085lines",
                "turned\\u202e",
                "nul\\u0000",
                "half\\ud800",
                "{51}"
            })
    void aNameThatIsNoneIsRefused(String name) {
        var body = "{\"username\":\"" + name.replace("{51}", "k".repeat(51)) + "\",\"email\":\"" + email
                + "\",\"password\":\"" + PASSWORD + "\"}";
        assertThat(api.post("/users", body).status()).isEqualTo(400);
    }

    /** I1, I2, Q4: an e-mail is listed and logged beside others, too. */
    @ParameterizedTest
    @ValueSource(strings = {"two\\u2028lines", "two\\u0085lines", "turned\\u202e"})
    void anEMailThatForgesLinesIsRefused(String local) {
        var asked = "\"email\":\"" + local + "@frontrow.test\",\"password\":\"" + PASSWORD + "\"}";
        var signUp = api.post("/users", "{\"username\":\"kim\"," + asked);
        assertThat(signUp.body().path("fields").path(0).path("field").asString())
                .isEqualTo("email");
        assertThat(api.post("/auth/login", "{" + asked).status()).isEqualTo(400);
    }

    /** I2 */
    @Test
    void loggingInBringsAToken() {
        var userId = signUp("kim", email, PASSWORD).body().path("userId").asString();
        var answer = logIn(email.toUpperCase(Locale.ROOT), PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        var body = answer.body();
        assertThat(body.propertyNames())
                .containsExactlyInAnyOrder("accessToken", "tokenType", "expiresIn", "userId", "roles");
        assertThat(body.path("tokenType").asString()).isEqualTo("Bearer");
        assertThat(body.path("expiresIn").asLong())
                .isEqualTo(Duration.ofHours(12).toSeconds());
        assertThat(body.path("userId").asString()).isEqualTo(userId);
        assertThat(body.path("roles").toString()).isEqualTo("[\"FAN\"]");
        assertThat(ask(body.path("accessToken").asString()).error()).isEqualTo("FORBIDDEN");
    }

    /** I2: not timed; an unknown e-mail costs a hash of the same strength as a known one. */
    @Test
    void anUnknownEmailIsAnsweredLikeAWrongPasswordAndCostsAsMuch() {
        signUp("kim", email, PASSWORD);
        long before = hashes();
        var wrong = logIn(email, "wrong horse");
        assertThat(hashes()).isEqualTo(before + 1);
        var unknown = logIn("nobody-" + email, "wrong horse");
        assertThat(hashes()).isEqualTo(before + 2);
        for (var answer : List.of(wrong, unknown)) {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("BAD_CREDENTIALS");
        }
        assertThat(unknown.body().path("message")).isEqualTo(wrong.body().path("message"));
        assertThat(unknown.headers().map().keySet())
                .isEqualTo(wrong.headers().map().keySet());
    }

    /** I2 */
    @Test
    void anOldTokenDoesNotKeepAnybodyFromSigningUpOrLoggingIn() {
        var stale = api.as("stale");
        var person = Map.of("username", "kim", "email", email, "password", PASSWORD);
        assertThat(stale.post("/users", person).status()).isEqualTo(201);
        assertThat(stale.post("/auth/login", Map.of("email", email, "password", PASSWORD))
                        .status())
                .isEqualTo(200);
    }

    /** I3 */
    @Test
    void withoutATokenAnOperationAsksForOneAndAnUnknownPathIsNotFound() {
        assertThat(ask(null).status()).isEqualTo(401);
        assertThat(ask(null).error()).isEqualTo("TOKEN_REQUIRED");
        assertThat(ask(null).headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(api.get("/nothing-here").status()).isEqualTo(404);
        assertThat(api.as(Fans.signUp(server).accessToken())
                        .get("/nothing-here")
                        .status())
                .isEqualTo(404);
    }

    /** I3 */
    @Test
    void aTokenNotToBeTrustedIsRefusedInTheEnvelope() {
        var token = Fans.signUp(server).accessToken();
        var parts = token.split("\\.", -1);
        var unsigned = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "." + parts[1] + ".";
        for (var forged : List.of("junk", unsigned, token.substring(1), parts[0] + "." + parts[1] + ".AAAA")) {
            var answer = ask(forged);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.error()).isEqualTo("TOKEN_INVALID");
            assertThat(answer.body().path("message").asString()).isNotEmpty();
            assertThat(answer.body().path("traceId").asString()).isNotEmpty();
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .contains("invalid_token");
        }
        assertThat(api.with("Accept-Language", "ko")
                        .as("junk")
                        .get("/admin/users")
                        .body()
                        .path("message")
                        .asString())
                .matches(".*[가-힣].*");
    }

    /** I3 */
    @Test
    void aTokenPastItsTimeIsRefused() {
        var user = new UserId(Fans.signUp(server).userId());
        var token = server.bean(Tokens.class)
                .issue(TokenKind.ACCESS, user, Map.of("roles", List.of("FAN")), Duration.ofSeconds(5));
        assertThat(ask(token).status()).isEqualTo(403);
        server.clock().advance(Duration.ofSeconds(6));
        assertThat(ask(token).error()).isEqualTo("TOKEN_INVALID");
    }

    /** I3, W14: a token counts on every instance; an organizer's queue token does not make an organizer. */
    @Test
    void aQueueTokenSaysWhoAndMakesNoOrganizer() {
        var organizer = Fans.organizer(server);
        assertThat(ask(organizer.accessToken()).status()).isEqualTo(200);
        assertThat(server.second()
                        .api()
                        .as(organizer.accessToken())
                        .get("/admin/users")
                        .status())
                .isEqualTo(200);
        var queue = server.bean(Tokens.class)
                .issue(
                        TokenKind.QUEUE,
                        new UserId(organizer.userId()),
                        Map.of("roles", List.of("ORGANIZER")),
                        Duration.ofMinutes(1));
        assertThat(ask(queue).error()).isEqualTo("FORBIDDEN");
    }

    /** W1: what the waiting room asks before it lets somebody join. */
    @Test
    void whoSignedUpIsThereAndNobodyElseIs() {
        var users = server.bean(Users.class);
        var nobody = new UserId(UUID.randomUUID());
        assertThat(users.exists(new UserId(Fans.signUp(server).userId()))).isTrue();
        assertThat(users.exists(nobody)).isFalse();
        assertThatThrownBy(() -> users.require(nobody)).isInstanceOf(UserNotFound.class);
    }

    /** I3 */
    @Test
    void whichMethodsAPathTakesIsNoSecret() {
        var answer = api.send("OPTIONS", "/admin/users", null);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET", "OPTIONS");
    }

    /** P5: headers that browsers heed. */
    @Test
    void answersCarrySecureHeaders() {
        var headers = api.get("/nothing-here").headers();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    private Api.Answer signUp(String username, String address, String password) {
        return api.post("/users", Map.of("username", username, "email", address, "password", password));
    }

    private Api.Answer logIn(String address, String password) {
        return api.post("/auth/login", Map.of("email", address, "password", password));
    }

    private Api.Answer ask(@Nullable String token) {
        return (token == null ? api : api.as(token)).get("/admin/users");
    }

    private long hashes() {
        return Objects.requireNonNull(server.bean(MeterRegistry.class)
                        .find("frontrow.identity.password.hash")
                        .timer())
                .count();
    }
}
