package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Finding a concert among many. */
class ConcertsPageIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final int MANY = 7;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void whatIsTypedIsSoughtInTitleAndVenueAndKeptOnTheWayBack() {
        var tour = UUID.randomUUID().toString();
        IntStream.rangeClosed(1, MANY)
                .forEach(n -> Stage.with(server, Map.of("title", "Winterreise " + tour, "venue", "Hall N" + n)));
        try (var tab = Browsers.open(Size.PHONE, "en-US")) {
            tab.page().navigate("/");
            var field = tab.page().getByLabel(ENGLISH.of("concerts.search"));
            var cards = tab.page().locator(".concert");
            field.fill(tour.toUpperCase(Locale.ROOT));
            assertThat(cards).hasCount(MANY);
            field.fill("n3 " + tour);
            assertThat(cards).hasCount(1);
            tab.shot("concerts-sought");
            cards.getByRole(AriaRole.LINK).click();
            assertThat(tab.text("Hall N3")).isVisible();
            tab.page().goBack();
            assertThat(field).hasValue("n3 " + tour);
            assertThat(cards).hasCount(1);
            field.fill(tour + " nowhere");
            assertThat(tab.text("0 concerts found")).isVisible();
            assertThat(cards).hasCount(0);
        }
    }
}
