package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A ceiling that does less than the server does is too high. */
class CeilingScriptTests {

    private static final Pattern WORK =
            Pattern.compile("(for update of \\w|(?:update|insert into) ceiling\\.\\w+|'frontrow\\.\\w+')");

    /** In the order of the server's: of reservations, wallets, payments, reservations again, and the outbox. */
    @ParameterizedTest
    @ValueSource(strings = {"payment", "payment-50"})
    void aPaymentLocksAndWritesWhatTheServersDoes(String script) throws IOException {
        assertThat(work(script))
                .containsExactly(
                        "for update of r",
                        "for update of w",
                        "update ceiling.wallet",
                        "insert into ceiling.wallet_entry",
                        "insert into ceiling.payment",
                        "update ceiling.reservation",
                        "update ceiling.seat",
                        "insert into ceiling.outbox",
                        "'frontrow.payments'",
                        "'frontrow.points'",
                        "'frontrow.reservations'");
    }

    private static List<String> work(String script) throws IOException {
        var sql = Files.readString(Path.of("src/main/sql", script + ".sql"));
        return WORK.matcher(sql).results().map(found -> found.group(1)).toList();
    }
}
