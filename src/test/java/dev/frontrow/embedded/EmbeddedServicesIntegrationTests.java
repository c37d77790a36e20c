package dev.frontrow.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.TestServer;
import org.junit.jupiter.api.Test;

class EmbeddedServicesIntegrationTests {

    @Test
    void aServerWithoutAddressesStartsItsOwnServices() {
        var server = TestServer.shared();
        assertThat(server.jdbc().sql("select 1").query(Integer.class).single()).isEqualTo(1);
        assertThat(server.second().jdbc().sql("select 1").query(Integer.class).single())
                .isEqualTo(1);
    }
}
