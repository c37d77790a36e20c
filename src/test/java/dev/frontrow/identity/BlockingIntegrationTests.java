package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import dev.frontrow.shared.UserId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.transaction.support.TransactionTemplate;

/** O5: organizers look up users, block them and give roles. */
class BlockingIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration OFTEN = Duration.ofMillis(20);

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();
    private final Fan organizer = Fans.organizer(server);
    private final Fan kim = Fans.signUp(server);

    /** O5 */
    @Test
    void aBlockedUsersTokensStopWithinASecondOnEveryInstance() {
        assertThat(asks(second, kim).error()).isEqualTo("FORBIDDEN");
        var queue = server.bean(Tokens.class)
                .issue(TokenKind.QUEUE, new UserId(kim.userId()), Map.of(), Duration.ofMinutes(1));

        var answer = change(kim, Map.of("blocked", true));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("blocked").asBoolean()).isTrue();
        assertThat(asks(server, kim).error()).isEqualTo("TOKEN_INVALID");
        await().atMost(SOON).pollInterval(OFTEN).untilAsserted(() -> {
            assertThat(asks(second, kim).error()).isEqualTo("TOKEN_INVALID");
            assertThat(second.api().as(queue).get("/admin/users").error()).isEqualTo("TOKEN_INVALID");
        });
        assertThat(logIn("a long enough password").error()).isEqualTo("ACCOUNT_BLOCKED");
        assertThat(logIn("a wrong password").error()).isEqualTo("BAD_CREDENTIALS");

        change(kim, Map.of("blocked", false));

        await().atMost(SOON)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(asks(second, kim).error()).isEqualTo("FORBIDDEN"));
        assertThat(logIn("a long enough password").status()).isEqualTo(200);
    }

    /** Requests come before what is done by the clock. */
    @Test
    void anInstanceThatStartsKnowsTheBlockedFromTheBeginning() {
        change(kim, Map.of("blocked", true));
        var starting = standings().of(new UserId(kim.userId())).orElseThrow();
        assertThat(starting.blocked()).isTrue();
    }

    /** O5 */
    @Test
    void rolesGivenAndTakenCountForTokensIssuedBefore() {
        change(kim, Map.of("roles", List.of("FAN", "ORGANIZER")));
        await().atMost(SOON)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(asks(second, kim).status()).isEqualTo(200));
        var promoted = kim.api().as(kim.accessToken());
        assertThat(promoted.get("/admin/users").status()).isEqualTo(200);

        change(kim, Map.of("roles", List.of("FAN")));
        assertThat(promoted.get("/admin/users").error()).isEqualTo("FORBIDDEN");
        await().atMost(SOON)
                .pollInterval(OFTEN)
                .untilAsserted(() -> assertThat(asks(second, kim).error()).isEqualTo("FORBIDDEN"));
    }

    /** O5: an instance with other settings may have let a token live for longer than any that is issued here. */
    @Test
    void rolesTakenLongAgoAreNotGivenBackByAnOldToken() {
        change(kim, Map.of("roles", List.of("FAN")));
        server.jdbc().sql("""
                update users set created_at = created_at - interval '2 years', changed_at = now() - interval '1 year'
                 where id = :kim""").param("kim", kim.userId()).update();
        var roles = standings().of(new UserId(kim.userId()));
        assertThat(roles.orElseThrow().roles()).containsExactly(Role.FAN);
    }

    /** O5 */
    @Test
    void eachActIsAuditedAndWhatChangesNothingIsNot() {
        change(kim, Map.of("blocked", true));
        change(kim, Map.of("blocked", true));
        change(kim, Map.of());
        var acts = server.jdbc()
                .sql("select actor::text || ' ' || act || ' ' || detail::text from audit_entry where subject = :kim")
                .param("kim", kim.userId().toString())
                .query(String.class)
                .list();
        assertThat(acts).singleElement().asString().startsWith(organizer.userId() + " user.change ");
        assertThat(acts.getFirst()).contains("\"blocked\": true", "\"FAN\"");
    }

    /** O5: in a transaction that is rolled back, since other tests need their organizers. */
    @Test
    void theLastOrganizerStays() {
        var accounts = server.bean(Accounts.class);
        var last = new UserId(kim.userId());
        server.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            server.jdbc().sql("update users set roles = array['FAN']").update();
            server.jdbc()
                    .sql("update users set roles = array['FAN', 'ORGANIZER'] where id = :id")
                    .param("id", last.value())
                    .update();
            assertThatThrownBy(() -> accounts.change(last, last, true, null)).isInstanceOf(LastOrganizer.class);
            assertThatThrownBy(() -> accounts.change(last, last, null, Set.of(Role.FAN)))
                    .isInstanceOf(LastOrganizer.class);
            transaction.setRollbackOnly();
        });
    }

    /** O5: two organizers who each block the other at once: one of them stays. */
    @Test
    void organizersCannotRaceEachOtherOut() {
        var before = server.jdbc().sql("select count(*) from users where 'ORGANIZER' = any(roles) and not blocked");
        assertThat(before.query(Long.class).single()).isPositive();
        var lee = Fans.signUp(server);
        change(kim, Map.of("roles", List.of("ORGANIZER")));
        change(lee, Map.of("roles", List.of("ORGANIZER")));
        var statuses = Stream.of(kim, lee)
                .parallel()
                .map(one -> kim.api()
                        .as(one.accessToken())
                        .put("/admin/users/" + (one.equals(kim) ? lee : kim).userId(), Map.of("blocked", true))
                        .status())
                .toList();
        assertThat(statuses).contains(200).isSubsetOf(200, 401);
    }

    /** O5 */
    @Test
    void usersAreFoundByPartsOfNameAndEmailPageByPage() {
        var mark = UUID.randomUUID().toString().substring(0, 13) + "_%";
        for (int i = 0; i < 5; i++) {
            server.api()
                    .post(
                            "/users",
                            Map.of(
                                    "username",
                                    "Name " + mark + i,
                                    "email",
                                    UUID.randomUUID() + "@frontrow.test",
                                    "password",
                                    "long enough"));
        }
        var first = find(mark.toUpperCase(Locale.ROOT), "&size=3");
        assertThat(names(first)).containsExactly("Name " + mark + 4, "Name " + mark + 3, "Name " + mark + 2);
        var second =
                find(mark, "&size=3&cursor=" + first.body().path("nextCursor").asString());
        assertThat(names(second)).containsExactly("Name " + mark + 1, "Name " + mark + 0);
        assertThat(second.body().path("nextCursor").isNull()).isTrue();
        var byEmail = find(kim.email(), "").body().path("users");
        assertThat(byEmail.size()).isEqualTo(1);
        assertThat(byEmail.path(0).path("userId").asString())
                .isEqualTo(kim.userId().toString());
        assertThat(byEmail.toString()).doesNotContain("$2").doesNotContain("assword");
    }

    /** O5, Q6 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"roles\":[]}",
                "{\"roles\":[\"KING\"]}",
                "{\"roles\":[null]}",
                "{\"blocked\":\"yes\"}",
                "[]",
                ""
            })
    void aChangeThatIsNoneIsRefused(String body) {
        var answer = organizer.api().send("PUT", "/admin/users/" + kim.userId(), body);
        assertThat(answer.status()).isEqualTo(400);
    }

    /** O5, Q6 */
    @Test
    void whoIsNotThereIsNotFoundAndPagesAreBounded() {
        assertThat(organizer
                        .api()
                        .put("/admin/users/" + UUID.randomUUID(), Map.of("blocked", true))
                        .error())
                .isEqualTo("USER_NOT_FOUND");
        assertThat(organizer
                        .api()
                        .put("/admin/users/kim", Map.of("blocked", true))
                        .status())
                .isEqualTo(400);
        assertThat(find("", "&size=101").status()).isEqualTo(400);
        assertThat(find("", "&size=0").status()).isEqualTo(400);
        assertThat(find("", "&cursor=x").status()).isEqualTo(400);
    }

    /** As an instance that starts reads them. */
    private Standings standings() {
        return new Standings(
                server.bean(UserStore.class), server.bean(IdentitySettings.class), server.bean(Clock.class));
    }

    private Api.Answer change(Fan fan, Map<String, ?> change) {
        return organizer.api().put("/admin/users/" + fan.userId(), change);
    }

    private Api.Answer logIn(String password) {
        return server.api().post("/auth/login", Map.of("email", kim.email(), "password", password));
    }

    private Api.Answer find(String text, String more) {
        var query = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return organizer.api().get("/admin/users?query=" + query + more);
    }

    private static List<String> names(Api.Answer page) {
        return page.body()
                .path("users")
                .valueStream()
                .map(user -> user.path("username").asString())
                .toList();
    }

    private static Api.Answer asks(TestServer instance, Fan fan) {
        return instance.api().as(fan.accessToken()).get("/admin/users");
    }
}
