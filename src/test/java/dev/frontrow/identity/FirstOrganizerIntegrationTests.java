package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.Api;
import dev.frontrow.TestServer;
import dev.frontrow.shared.CannotStart;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.transaction.support.TransactionTemplate;

/** I4: where the first organizer comes from. */
@ExtendWith(OutputCaptureExtension.class)
class FirstOrganizerIntegrationTests {

    private static final Pattern PRINTED = Pattern.compile("First organizer: e-mail (\\S+), password (\\S+) ");

    private final TestServer server = TestServer.shared();
    private final String email = UUID.randomUUID() + "@frontrow.test";

    /** I4 */
    @Test
    void theConfiguredOneCanLogInAndOrganize() {
        var logIn = logIn("admin@frontrow.test", "organizer-password");
        assertThat(logIn.body().path("roles").toString()).isEqualTo("[\"FAN\",\"ORGANIZER\"]");
        var organizer = server.api().as(logIn.body().path("accessToken").asString());
        assertThat(organizer.get("/admin/users").status()).isEqualTo(200);
    }

    /** I4 */
    @Test
    void instancesThatStartAtOnceMakeOneAndALaterPasswordChangesNothing(CapturedOutput output) {
        IntStream.range(0, 4).parallel().forEach(i -> start(email, "the first password"));
        start(email, "another password");
        assertThat(logIn(email, "the first password").status()).isEqualTo(200);
        assertThat(logIn(email, "another password").error()).isEqualTo("BAD_CREDENTIALS");
        assertThat(output.getAll()).doesNotContain("the first password", "another password");
    }

    /** I4 */
    @Test
    void aPasswordThatNobodyCouldSignUpWithStopsTheStart() {
        assertThatThrownBy(() -> start(email, "short"))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("frontrow.admin.password")
                .hasMessageNotContaining("short");
    }

    /** I4 */
    @Test
    void aFanWithTheConfiguredEmailStaysAFan() {
        server.api().post("/users", Map.of("username", "kim", "email", email, "password", "kim's password"));
        start(email, "the operator's password");
        assertThat(logIn(email, "kim's password").body().path("roles").toString())
                .isEqualTo("[\"FAN\"]");
    }

    /** I4: in a transaction that is rolled back, since other tests need their organizers. */
    @Test
    void withoutAPasswordOneIsGeneratedAndPrintedOnce(CapturedOutput output) {
        server.bean(TransactionTemplate.class).executeWithoutResult(transaction -> {
            server.jdbc().sql("update users set roles = array['FAN']").update();
            start(email, null);
            start(email, null);
            start("other-" + email, null);
            var hash = server.jdbc()
                    .sql("select password_hash from users where 'ORGANIZER' = any(roles) and email = :email")
                    .param("email", email)
                    .query(String.class)
                    .single();
            var printed = PRINTED.matcher(output.getOut()).results().toList();
            assertThat(printed).hasSize(1);
            assertThat(printed.getFirst().group(1)).isEqualTo(email);
            assertThat(server.bean(Passwords.class).match(printed.getFirst().group(2), hash))
                    .isTrue();
            transaction.setRollbackOnly();
        });
    }

    private void start(String address, @Nullable String password) {
        new FirstOrganizer(
                        new AdminSettings(address, password),
                        server.bean(UserStore.class),
                        server.bean(AccountStore.class),
                        server.bean(Passwords.class),
                        server.bean(TransactionTemplate.class),
                        server.bean(Clock.class))
                .run(null);
    }

    private Api.Answer logIn(String address, String password) {
        return server.api().post("/auth/login", Map.of("email", address, "password", password));
    }
}
