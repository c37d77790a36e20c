package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an organizer who is asked by a fan finds out of that fan's bookings, in a real browser. */
class SupportPagesIntegrationTests {

    private static final Words FANS = Words.in("en.js");
    private static final Words ORGANIZERS = Words.in("organizer-en.js");
    private static final int MORE_THAN_A_PAGE = 21;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void bookingsAndBalanceOfAFan() {
        var title = "Asked about " + UUID.randomUUID();
        var buyer = Buyer.with(server, Stage.with(server, Map.of("title", title), Browsers.HALL), 200_000);
        buyer.hold(9);
        buyer.pay(9, "pay");
        buyer.again().hold(30);
        try (var tab = asked(buyer.fan())) {
            var bookings = tab.page().locator(".bookings");
            assertThat(bookings).containsText(FANS.of("money", "110,000"));
            var lines = bookings.locator("li");
            assertThat(lines).hasCount(2);
            assertThat(lines.nth(0)).containsText(FANS.of("me.status.held"));
            assertThat(lines.nth(1)).containsText(title);
            assertThat(lines.nth(1)).containsText(FANS.of("me.status.paid"));
            assertThat(lines.nth(1)).containsText(FANS.of("seats.seat-full", "R", 2, 9)); // eight to a row
            tab.inspect("users-bookings");
            press(tab);
            assertThat(bookings).hasCount(0);
        }
    }

    @Test
    void whoHasBookedNothingAndWhoHasBookedMuch() {
        try (var tab = asked(Fans.signUp(server))) {
            assertThat(tab.text(ORGANIZERS.of("o.user.bookings.none"))).isVisible();
        }
        var buyer = new Buyer(Fans.admitted(server), Stage.with(server, Map.of("reopen", "IMMEDIATELY")));
        for (int n = 0; n < MORE_THAN_A_PAGE; n++) {
            buyer.hold(1);
            buyer.cancel(1);
        }
        try (var tab = asked(buyer.fan())) {
            Locator lines = tab.page().locator(".bookings li");
            assertThat(lines).hasCount(MORE_THAN_A_PAGE - 1);
            tab.press(FANS.of("me.more"));
            assertThat(lines).hasCount(MORE_THAN_A_PAGE);
        }
    }

    /** The organizers' list of users, with that fan's bookings shown. */
    private Tab asked(Fan fan) {
        var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
        tab.page().navigate("/organizer/users");
        tab.page().locator("#query").fill(fan.email());
        tab.press(ORGANIZERS.of("o.user.search"));
        assertThat(tab.page().locator(".users > li")).hasCount(1);
        press(tab);
        return tab;
    }

    private static void press(Tab tab) {
        tab.page().locator(".users button[aria-expanded]").click();
    }
}
