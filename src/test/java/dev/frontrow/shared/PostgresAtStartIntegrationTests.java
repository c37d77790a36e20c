package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/** What is said in one sentence where PostgreSQL does not let the server in; no password is. */
class PostgresAtStartIntegrationTests {

    private final Environment known = TestServer.shared().bean(Environment.class);
    private final String url =
            known.getRequiredProperty("spring.datasource.url").replaceFirst("\\?.*", "");
    private final String username = known.getRequiredProperty("spring.datasource.username");
    private final String password = known.getRequiredProperty("spring.datasource.password");

    @Test
    void aWrongPassword() {
        refused(url + "?ApplicationName=it", "a secret")
                .hasMessageContaining("PostgreSQL at " + url + " does not")
                .hasMessageContaining("password authentication failed for user \"" + username + "\"");
    }

    @Test
    void aDatabaseThatIsNotThere() {
        refused(url + "_other", password).hasMessageContaining("_other\" does not exist");
    }

    @Test
    void aHostThatNobodyKnows() {
        refused("jdbc:postgresql://postgres.invalid/frontrow", password).hasMessageContaining("UnknownHostException");
    }

    @Test
    void aPortWhereNobodyListens() {
        refused("jdbc:postgresql://127.0.0.1:1/frontrow?password=secret", password)
                .hasMessageContaining("jdbc:postgresql://127.0.0.1:1/frontrow ")
                .hasMessageContaining("refused");
    }

    /** One that is stopped lets the system accept connections for it. */
    @Test
    void aPortWhereNobodyEverAnswers() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/frontrow", password)
                    .hasMessageContaining("does not let the server in");
        }
    }

    @Test
    void anAddressThatIsNone() {
        refused("postgresql://127.0.0.1/frontrow?password=secret", password)
                .hasMessageContaining("spring.datasource.url is postgresql://127.0.0.1/frontrow, and");
    }

    private AbstractThrowableAssert<?, ?> refused(String at, String given) {
        try (var context = new GenericApplicationContext()) {
            TestPropertyValues.of(
                            "spring.datasource.url=" + at,
                            "spring.datasource.username=" + username,
                            "spring.datasource.password=" + given)
                    .applyTo(context);
            var start = new PostgresAtStart(Duration.ZERO);
            return assertThatThrownBy(() -> start.initialize(context))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageNotContaining(given)
                    .hasMessageNotContaining("secret");
        }
    }
}
