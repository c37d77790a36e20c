package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be run is refused in a sentence that names it, before a server is started. */
class UsageTests {

    private static final String NOBODY = "http://127.0.0.1:1";
    private static final String SERVICES =
            " --jdbc-url=jdbc:postgresql://127.0.0.1:1/frontrow?user=me&password=mine --redis-url=redis://127.0.0.1:1";

    @ParameterizedTest
    @CsvSource({
        "onsale, --fans=0",
        "onsale, --seats=0",
        "onsale, --seats=70000",
        "onsale, --capacity=0",
        "onsale, --connections=0",
        "onsale, --quit=300",
        "onsale, --lapse=-1",
        "onsale, --double=101",
        "onsale, --early=101",
        "onsale, --crowd=-1s",
        "onsale, --limit=0s",
        "onsale, --hold=0s",
        "onsale, --hold=soon",
        "onsale, --warm-fans=-1",
        "onsale, --instances=0",
        "onsale, --kill=5s",
        "onsale, --kill=5s --instances=1",
        "onsale, --kill=-5s --instances=2",
        "onsale, --kill=5s --instances=2 --url=http://127.0.0.1:1",
        "onsale, --home=nowhere",
        "operations, --connections=0",
        "operations, --overload=0",
        "operations, --repeats=0",
        "operations, --time=0s",
        "operations, --waiting=0",
        "growth, --connections=0",
        "growth, --max-seats=-1",
        "growth, --repeats=0",
        "waiting-room, --connections=0",
        "waiting-room, --waiting=1",
        "waiting-room, --pollers=1001 --waiting=1000",
        "compare, --turns=0 --with=.",
        "compare, --connections=0 --with=.",
        "compare, --with=nowhere",
        "compare, --with=. --url=http://127.0.0.1:1"
    })
    void whatMakesNoSenseIsRefused(String command, String options) {
        refuses(command, options, options.split("[= ]", 2)[0]);
    }

    @Test
    void aComparisonWantsTwo() {
        refuses("compare", "--turns=3", "--with");
    }

    @Test
    void aRunningServerHasItsOwnSettings() {
        refuses("onsale", "--hold=10s --url=" + NOBODY + SERVICES, "--hold");
        refuses("onsale", "--url=" + NOBODY + SERVICES + " -- --frontrow.hold.duration=5s", "Behind --");
    }

    @Test
    void whatDoesNotAnswerIsSaidNotToAnswer() {
        refuses("onsale", "--url=" + NOBODY + SERVICES, "--url does not answer");
        refuses("onsale", "--url=https://127.0.0.1" + SERVICES, "--url wants http://host:port");
        refuses("onsale", "--url=localhost:8080" + SERVICES, "--url wants http://host:port");
        refuses("onsale", "--url=" + NOBODY, "--url goes with --jdbc-url");
        refuses("onsale", "--home=.." + SERVICES, "--jdbc-url does not answer");
    }

    private static void refuses(String command, String options, String because) {
        List<String> arguments = Arrays.asList(options.split(" "));
        assertThatThrownBy(() -> Bench.run(command, Options.parse(arguments)))
                .isInstanceOf(Options.Refused.class)
                .hasMessageContaining(because);
    }
}
