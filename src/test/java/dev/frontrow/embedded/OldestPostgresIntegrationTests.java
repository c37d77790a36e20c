package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;

/** Which PostgreSQL the tests of this JVM run on: the build runs some of them once more on the oldest. */
class OldestPostgresIntegrationTests {

    @Test
    void theTestsRunOnTheOneTheyAreMeantToRunOn() {
        var version = TestServer.shared()
                .jdbc()
                .sql("show server_version")
                .query(String.class)
                .single();
        assertThat(version).startsWith(OldestPostgres.WANTED ? "15." : "18.");
    }
}
