package dev.frontrow.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A plan made for a table of few rows is kept while a sale fills it: it has to be one that serves a full table as well,
 * whatever is known of the table yet (Q1).
 */
class PlansIntegrationTests {

    private static final String OF_A_SMALL_TABLE = "explain select count(*) from reopening";

    private final TestServer server = TestServer.shared();
    private final JdbcClient jdbc = server.bean(JdbcClient.class);

    @Test
    void aTableThatIsStillSmallIsReadByItsIndex() {
        assertThat(plan()).contains("Index").doesNotContain("Seq Scan");
    }

    @Test
    void whatRightlyReadsAWholeTableMayDoSo() {
        assertThat(server.bean(PatientTransaction.class).run(this::plan)).contains("Seq Scan");
        assertThat(plan()).as("afterwards").contains("Index");
    }

    /** PostgreSQL 15 to 17 would compile each reading of a table that can be read in no other way than as a whole. */
    @Test
    void nothingIsCompiledFirst() {
        assertThat(jdbc.sql("show jit").query(String.class).single()).isEqualTo("off");
    }

    private String plan() {
        return String.join("\n", jdbc.sql(OF_A_SMALL_TABLE).query(String.class).list());
    }
}
