package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Race;
import dev.frontrow.TestServer;
import dev.frontrow.shared.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** I1, I2, O5: a password is changed by who owns it, or replaced by an organizer; what was issued before ends. */
class PasswordIntegrationTests {

    private static final String OLD = "a long enough password";
    private static final String NEW = "quite another password";
    private static final Duration LIFE = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final Fan organizer = Fans.organizer(server);
    private final Fan kim = Fans.signUp(server);

    /** I2 */
    @Test
    void theNewPasswordCountsAndTheOldOneDoesNot() {
        var changed = change(OLD, NEW);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body().propertyNames())
                .containsExactlyInAnyOrder("accessToken", "tokenType", "expiresIn", "userId", "roles");
        assertThat(logIn(OLD).error()).isEqualTo("BAD_CREDENTIALS");
        assertThat(logIn(NEW).status()).isEqualTo(200);
    }

    /** I3: whoever has taken over a device or a token has nothing any more. */
    @Test
    void whatWasIssuedBeforeEndsOnEveryInstanceAndWhatIsIssuedThenDoesNot() {
        var inside = Fans.admitted(server);
        var before = Objects.requireNonNull(inside.api().token());

        var changed = inside.api()
                .as(inside.accessToken())
                .put("/users/" + inside.userId() + "/password", Map.of("currentPassword", OLD, "newPassword", NEW));

        var now = changed.body().path("accessToken").asString();
        var after = join(server.api().as(now), inside).body().path("token").asString();
        assertThat(balance(server, inside, inside.accessToken()).error()).isEqualTo("TOKEN_INVALID");
        assertThat(server.api().as(before).get("/token").error()).isEqualTo("TOKEN_INVALID");
        assertThat(server.api()
                        .get("/reservations/token/validation?reservationToken=" + before)
                        .error())
                .isEqualTo("TOKEN_EXPIRED");
        await().atMost(SOON)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(
                                balance(second, inside, inside.accessToken()).error())
                        .isEqualTo("TOKEN_INVALID"));
        assertThat(balance(second, inside, now).status()).isEqualTo(200);
        assertThat(second.api().as(after).get("/token").body().path("status").asString())
                .isEqualTo("ADMITTED"); // the place belongs to the account
        var again = second.api().post("/auth/login", Map.of("email", inside.email(), "password", NEW));
        assertThat(balance(server, inside, again.body().path("accessToken").asString())
                        .status())
                .isEqualTo(200);
    }

    /** I3: nobody who was there before stays for longer by joining in the moment of the change. */
    @Test
    void whatWasAskedForWithATokenOfBeforeEndsThoughItWasIssuedLater() {
        var now = server.bean(Clock.class).instant();
        var old = server.bean(Tokens.class)
                .issue(TokenKind.ACCESS, kimsId(), Map.of("roles", List.of("FAN")), LIFE, now.minusSeconds(10));
        var queue = join(server.api().as(old), kim).body().path("token").asString();
        var renewed = join(server.api().as(queue), kim).body().path("token").asString();
        var since = join(server.api().as(kim.accessToken()), kim)
                .body()
                .path("token")
                .asString();

        server.jdbc()
                .sql("update users set tokens_from = :from where id = :kim")
                .param("from", Timestamp.from(now.minusSeconds(5)))
                .param("kim", kim.userId())
                .update();
        server.bean(Standings.class).refresh();

        for (var ended : List.of(old, queue, renewed)) {
            assertThat(balance(server, kim, ended).error()).isEqualTo("TOKEN_INVALID");
        }
        assertThat(balance(server, kim, since).status()).isEqualTo(200);
    }

    /** I2: hashing takes long enough for somebody to change the password meanwhile. */
    @Test
    void aLogInWithAPasswordThatIsChangedMeanwhileIsRefused() {
        var slow = new Passwords(server.bean(IdentitySettings.class), new SimpleMeterRegistry()) {
            @Override
            boolean match(String password, @Nullable String hash) {
                boolean same = super.match(password, hash);
                assertThat(reset(organizer, kim.userId()).status()).isEqualTo(200);
                return same;
            }
        };
        assertThatThrownBy(() -> logIns(slow).logIn(kim.email(), OLD)).isInstanceOf(BadCredentials.class);
    }

    /** I3: tokens tell seconds. */
    @Test
    void ofTwoChangesInOneSecondTheTokensOfTheFirstEndToo() {
        var first = change(OLD, NEW).body().path("accessToken").asString();
        var second = kim.api()
                .as(first)
                .put("/users/" + kim.userId() + "/password", Map.of("currentPassword", NEW, "newPassword", OLD));
        assertThat(balance(server, kim, first).error()).isEqualTo("TOKEN_INVALID");
        assertThat(balance(server, kim, second.body().path("accessToken").asString())
                        .status())
                .isEqualTo(200);
    }

    /** I1: whoever raises the strength has raised it for everybody who comes back. */
    @Test
    void aWeakHashIsReplacedAtTheNextLogInAndTokensStay() {
        var weak = hash();
        int strength = server.bean(IdentitySettings.class).bcryptStrength() + 1;
        var stronger = logIns(new Passwords(new IdentitySettings(null, LIFE, strength), new SimpleMeterRegistry()));

        assertThatThrownBy(() -> stronger.logIn(kim.email(), NEW)).isInstanceOf(BadCredentials.class);
        assertThat(hash()).isEqualTo(weak);
        stronger.logIn(kim.email(), OLD);

        assertThat(hash()).startsWith("$2a$%02d$".formatted(strength));
        assertThat(logIn(OLD).status()).isEqualTo(200);
        assertThat(balance(server, kim, kim.accessToken()).status()).isEqualTo(200);
    }

    /** Q7: a token that was taken over is no way to try passwords. */
    @Test
    void aWrongCurrentPasswordIsRefusedAndCountsAsAFailedLogIn() {
        for (int failure = 0; failure < LogInLimit.FAILURES; failure++) {
            assertThat(change("a wrong password", NEW).error()).isEqualTo("BAD_CREDENTIALS");
        }
        assertThat(change(OLD, NEW).error()).isEqualTo("RATE_LIMITED");
        assertThat(balance(server, kim, kim.accessToken()).status()).isEqualTo(200);
    }

    /** Two who both know the old password: one of them changes it. */
    @Test
    void ofTwoChangesAtOnceOneIsMade() {
        var answers = Race.run(4, i -> change(OLD, NEW + i));
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() != 200))
                .allSatisfy(answer -> assertThat(answer.error()).isIn("BAD_CREDENTIALS", "TOKEN_INVALID"));
    }

    /** I1, Q6 */
    @ParameterizedTest
    @ValueSource(strings = {"seven77", ""})
    void theNewOneMustBeLongEnough(String next) {
        var answer = change(OLD, next);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("fields").path(0).path("field").asString())
                .isEqualTo("newPassword");
    }

    /** An organizer speaks for anybody, but has a reset for that, which is audited. */
    @Test
    void nobodyChangesTheOneOfSomebodyElse() {
        var asked = Map.of("currentPassword", OLD, "newPassword", NEW);
        assertThat(organizer
                        .api()
                        .put("/users/" + kim.userId() + "/password", asked)
                        .error())
                .isEqualTo("FORBIDDEN");
        assertThat(server.api()
                        .put("/users/" + kim.userId() + "/password", asked)
                        .error())
                .isEqualTo("TOKEN_REQUIRED");
    }

    /** O5 */
    @Test
    void anOrganizerGivesSomebodyWhoHasForgottenANewOne() {
        var answer = organizer.api().post("/admin/users/" + kim.userId() + "/password-reset", Map.of());

        assertThat(answer.status()).isEqualTo(200);
        var password = answer.body().path("password").asString();
        assertThat(logIn(OLD).error()).isEqualTo("BAD_CREDENTIALS");
        assertThat(logIn(password).status()).isEqualTo(200);
        assertThat(balance(server, kim, kim.accessToken()).error()).isEqualTo("TOKEN_INVALID");
        var acts = server.jdbc()
                .sql("select actor::text || ' ' || act || ' ' || detail::text from audit_entry where subject = :kim")
                .param("kim", kim.userId().toString())
                .query(String.class)
                .list();
        assertThat(acts).containsExactly(organizer.userId() + " user.reset-password {}");
    }

    /** O5 */
    @Test
    void organizersResetNeitherTheirOwnNorNobodysAndFansNone() {
        assertThat(reset(organizer, organizer.userId()).error()).isEqualTo("FORBIDDEN");
        assertThat(reset(organizer, UUID.randomUUID()).error()).isEqualTo("USER_NOT_FOUND");
        assertThat(reset(Fans.signUp(server), kim.userId()).error()).isEqualTo("FORBIDDEN");
        assertThat(logIn(OLD).status()).isEqualTo(200);
    }

    /** The list that is read three times a second must not grow for ever. */
    @Test
    void aChangeOfLongAgoIsNotLookedAtAnyMore() {
        change(OLD, NEW);
        var id = new UserId(kim.userId());
        assertThat(server.bean(Standings.class).of(id)).isPresent();
        server.jdbc()
                .sql("update users set tokens_from = now() - interval '40 days' where id = :kim")
                .param("kim", kim.userId())
                .update();
        server.bean(Standings.class).refresh();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(server.bean(Standings.class).of(id)).isEmpty());
    }

    private LogIns logIns(Passwords passwords) {
        return new LogIns(
                server.bean(UserStore.class),
                passwords,
                server.bean(Tokens.class),
                server.bean(LogInLimit.class),
                server.bean(IdentitySettings.class),
                server.bean(Clock.class));
    }

    private String hash() {
        return server.jdbc()
                .sql("select password_hash from users where id = :kim")
                .param("kim", kim.userId())
                .query(String.class)
                .single();
    }

    private UserId kimsId() {
        return new UserId(kim.userId());
    }

    private Api.Answer change(String current, String next) {
        return kim.api()
                .as(kim.accessToken())
                .put("/users/" + kim.userId() + "/password", Map.of("currentPassword", current, "newPassword", next));
    }

    private static Api.Answer reset(Fan by, UUID user) {
        return by.api().as(by.accessToken()).post("/admin/users/" + user + "/password-reset", Map.of());
    }

    private Api.Answer logIn(String password) {
        return server.api().post("/auth/login", Map.of("email", kim.email(), "password", password));
    }

    private static Api.Answer join(Api api, Fan fan) {
        return api.post("/token", Map.of("userId", fan.userId()));
    }

    private static Api.Answer balance(TestServer instance, Fan fan, String token) {
        return instance.api().as(token).get("/users/" + fan.userId() + "/balance");
    }
}
