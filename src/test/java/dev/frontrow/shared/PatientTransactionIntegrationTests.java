package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;

/** What may take a minute takes no more, in PostgreSQL either. */
class PatientTransactionIntegrationTests {

    private final TestServer server = TestServer.shared();
    private final PatientTransaction transaction = server.bean(PatientTransaction.class);

    @Test
    void postgresGivesUpWhenTheServerDoes() {
        assertThat(transaction.run(this::timeout)).isEqualTo("1min");
        assertThat(timeout()).as("afterwards").isEqualTo("0");
    }

    @Test
    void whatPostgresHasGivenUpIsAnsweredAsIfItWereAway() {
        assertThatThrownBy(() -> transaction.run(() -> {
                    server.jdbc().sql("set local statement_timeout = '50ms'").update();
                    return server.jdbc().sql("select pg_sleep(30)").query(row -> 1);
                }))
                .matches(Outage::isBehind);
    }

    /** As one that has become a standby. */
    @Test
    void aPostgresThatTakesNoWritesIsAnsweredAsIfItWereAway() {
        assertThatThrownBy(() -> transaction.run(() -> {
                    server.jdbc().sql("set transaction read only").update();
                    return server.jdbc().sql("delete from check_in where false").update();
                }))
                .matches(Outage::isBehind);
    }

    private String timeout() {
        return server.jdbc().sql("show statement_timeout").query(String.class).single();
    }
}
