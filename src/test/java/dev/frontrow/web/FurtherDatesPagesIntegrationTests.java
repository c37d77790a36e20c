package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** O1: a further date of a concert begins as the date before it, in a real browser. */
class FurtherDatesPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("organizer-en.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aPublishedHallIsTakenOverADayLater() {
        var opens = server.clock().instant().plus(Duration.ofDays(1));
        var show = Stage.with(
                server, Map.of(), Map.of("sections", Browsers.HALL.get("sections"), "onSaleAt", opens.toString()));
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/concerts/" + show.concertId());
            tab.press(ENGLISH.of("o.performance.add"));
            assertThat(tab.page().locator("#p-1-name")).hasValue("S");
            assertThat(tab.page().locator("#p-1-rows")).hasValue("4");
            assertThat(tab.page().locator("#p-1-seats")).hasValue("10");
            assertThat(tab.page().locator("#p-1-price")).hasValue("60000");
            assertThat(tab.page().locator("#p-sale")).hasValue("at");
            tab.press(ENGLISH.of("o.performance.publish"));
            assertThat(tab.page().locator("tbody tr")).hasCount(2);
        }
        var performances = server.api()
                .get("/concerts/" + show.concertId() + "/performances")
                .body()
                .path("performances");
        var added = performances.path(1);
        assertThat(added.path("totalSeats").asInt()).isEqualTo(64);
        assertThat(added.path("priceFrom").asLong()).isEqualTo(60_000);
        assertThat(added.path("priceTo").asLong()).isEqualTo(90_000);
        assertThat(Duration.between(
                        Instant.parse(performances.path(0).path("startsAt").asString()),
                        Instant.parse(added.path("startsAt").asString())))
                .isBetween(Duration.ofDays(1).minusMinutes(1), Duration.ofDays(1));
        assertThat(Duration.between(Instant.parse(added.path("onSaleAt").asString()), opens))
                .isBetween(Duration.ZERO, Duration.ofMinutes(1));
    }

    /** It cannot be typed, and must not be made larger. */
    @Test
    void aHallWhoseLastRowIsShorterIsAskedFor() {
        var show = Stage.with(server, Map.of(), Map.of("seats", 12));
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/concerts/" + show.concertId());
            tab.press(ENGLISH.of("o.performance.add"));
            assertThat(tab.page().locator("#p-0-rows")).hasValue("2");
            assertThat(tab.page().locator("#p-0-seats")).hasValue("");
            tab.press(ENGLISH.of("o.performance.publish"));
            assertThat(tab.page().locator("#p-0-seats")).isFocused();
        }
    }

    @Test
    void soIsOneThatIsOnlyPlanned() {
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/new");
            tab.page().locator("#p0-starts").fill("2031-12-31T19:30");
            tab.page().locator("#p0-0-rows").fill("7");
            tab.press(ENGLISH.of("o.performance.add"));
            assertThat(tab.page().locator("#p1-starts")).hasValue("2032-01-01T19:30");
            assertThat(tab.page().locator("#p1-0-rows")).hasValue("7");
            tab.page().locator("#p1-0-rows").fill("9");
            assertThat(tab.page().locator("#p0-0-rows")).hasValue("7");
        }
    }

    private Tab organizer() {
        return Browsers.open(Size.DESKTOP, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
    }
}
