package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Route;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Choosing seats in a real browser: what is free, what is taken, and what is one's own already. */
class SeatsPageIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final Duration SOON = Duration.ofDays(30);
    private static final String ME = "**/views/me.js";

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void ofTwoFansOneGetsTheSeatAndTheOtherTheNearestOnes() {
        var show = Stage.with(server, Map.of(), Browsers.HALL);
        try (var quick = seatList(show, Fans.signUp(server));
                var late = seatList(show, Fans.signUp(server)).expecting(409);
                var watching = seatList(show, Fans.signUp(server))) {
            late.context()
                    .route(
                            "**/seats/states",
                            route -> route.fulfill(
                                    new Route.FulfillOptions().setStatus(503).setBody("{}")));
            late.expecting(503);
            List.of(quick, late).forEach(tab -> {
                tab.page().locator("summary").nth(1).click();
                tab.page().locator(".seat-button").nth(3).click();
            });
            watching.page().locator("summary").nth(1).click();
            quick.press(ENGLISH.of("seats.hold"));
            assertThat(quick.text(ENGLISH.of("checkout.time-left"))).isVisible();
            late.press(ENGLISH.of("seats.hold"));
            assertThat(late.page().locator(".about-seat .button")).hasCount(4);
            assertThat(watching.page().locator(".seat-button").nth(3)).isDisabled();
            late.page().locator(".about-seat .button").first().click();
            late.press(ENGLISH.of("seats.hold"));
            assertThat(late.text(ENGLISH.of("checkout.time-left"))).isVisible();
        }
    }

    /** The list of a hall's seats, with the fan inside. */
    private Tab seatList(Stage.Show show, Fan fan) {
        var tab = Browsers.open(Size.PHONE, "en-US").as(fan);
        tab.page().navigate("/wait/lobby?concert=" + show.concertId());
        tab.follow(ENGLISH.of("wait.enter"));
        tab.press(ENGLISH.of("seats.list"));
        assertThat(tab.text("A plain evening")).isVisible();
        return tab;
    }

    @Test
    void theServerPicksTheBestSeatsTogether() {
        var show = Stage.with(server, Map.of(), Browsers.HALL);
        try (var tab = seatList(show, Fans.signUp(server))) {
            tab.text(ENGLISH.of("seats.best")).click();
            tab.page().locator("#count").selectOption("3");
            tab.page().locator("#max-price").selectOption("60000");
            tab.press(ENGLISH.of("seats.best-go"));
            assertThat(tab.page().locator(".seat-labels li")).hasCount(3);
            assertThat(tab.text(ENGLISH.of("money", "180,000"))).isVisible();
        }
    }

    /** What was wished for in one hall is not asked of another that cannot give it. */
    @Test
    void aWishEndsWithItsHall() {
        var show = Stage.with(server, Map.of(), Browsers.HALL);
        var other = Stage.plain(server);
        try (var tab = seatList(show, Fans.signUp(server))) {
            tab.text(ENGLISH.of("seats.best")).click();
            tab.page().locator("#max-price").selectOption("60000");
            tab.page().locator("#section").selectOption("S");
            tab.page()
                    .evaluate(
                            "address => { history.pushState({}, '', address); dispatchEvent(new Event('popstate')); }",
                            "/concerts/" + other.concertId() + "/seats");
            assertThat(tab.page().locator("#section option")).hasCount(2);
            tab.text(ENGLISH.of("seats.best")).click();
            tab.press(ENGLISH.of("seats.best-go"));
            assertThat(tab.page().locator(".seat-labels li")).hasCount(2);
        }
    }

    @Test
    void whatSomebodyHoldsIsShownAsTheirOwn() {
        var show = Stage.plain(server);
        try (var tab = seatList(show, Fans.signUp(server))) {
            tab.page().locator("summary").nth(1).click();
            var seats = tab.page().locator(".seat-button");
            List.of(0, 1, 2).forEach(seat -> seats.nth(seat).click());
            tab.press(ENGLISH.of("seats.hold"));
            assertThat(tab.text(ENGLISH.of("checkout.time-left"))).isVisible();
            tab.page().goBack();
            assertThat(tab.text(ENGLISH.of("concert.held-for-you"))).isVisible();
            assertThat(tab.page().locator(".tray")).containsText("1"); // of the four that one person may have
            assertThat(tab.page().locator("details[open] .seat-button").first()).isVisible();
            seats.nth(1).click();
            var told = tab.page().locator(".about-seat");
            assertThat(told).containsText(ENGLISH.of("seats.yours", ENGLISH.of("seats.seat-full", "FLOOR", 1, 2)));
            tab.press(ENGLISH.of("close"));
            assertThat(told).hasText("");
            seats.nth(1).click();
            told.getByText(ENGLISH.of("concert.to-checkout")).click();
            assertThat(tab.page().locator(".seat-labels li")).hasCount(3);
        }
    }

    /** It is not left loading for ever. */
    @Test
    void aDatePressedWithoutTheNetIsShownWhenItIsBack() {
        var soon = server.clock().instant().plus(SOON);
        var days = List.of(soon, soon.plus(Duration.ofDays(1))).stream()
                .map(start -> Map.of("startsAt", start.toString()))
                .toList();
        var show = Stage.with(server, Map.of("performances", days));
        try (var tab = seatList(show, Fans.signUp(server))) {
            var rows = tab.page().locator(".rows");
            assertThat(rows).isVisible();
            tab.offline(true);
            tab.page().locator(".tabs").first().locator("button").nth(1).click();
            assertThat(tab.text(ENGLISH.of("seats.stale"))).isVisible();
            assertThat(rows).isHidden();
            tab.offline(false);
            assertThat(rows).isVisible();
        }
    }

    /** Back leads out of a section, not out of the hall, and what was chosen stays chosen. */
    @Test
    void backFromASectionLeadsToTheHall() {
        var show = Stage.with(server, Map.of(), Browsers.HALL);
        try (var tab = seatList(show, Fans.signUp(server))) {
            tab.page().locator("summary").nth(1).click();
            tab.page().locator(".seat-button").first().click();
            tab.press(ENGLISH.of("seats.map"));
            var sections = tab.page().locator(".band");
            sections.last().click();
            var section = tab.heading(ENGLISH.of("seats.section", "S"));
            assertThat(section).isVisible();
            tab.page().goBack();
            assertThat(sections).hasCount(2);
            assertThat(tab.button(ENGLISH.of("seats.hold"))).isVisible();
            tab.page().goForward();
            assertThat(section).isVisible();
            tab.page().reload();
            assertThat(section).isVisible();
            tab.page()
                    .locator(".seats-page .row .button")
                    .getByText(ENGLISH.of("seats.all-sections"))
                    .click();
            assertThat(sections).hasCount(2);
            sections.first().click();
            tab.page().goBack();
            assertThat(sections).hasCount(2);
            tab.page().goBack();
            assertThat(tab.page()).not().hasURL(Pattern.compile("/seats$"));
        }
    }

    /** A step belongs to a date, and is come back to from the page on which one pays. */
    @Test
    void backFromPayingLeadsToTheSectionOfTheDayThatWasChosen() {
        var soon = server.clock().instant().plus(SOON);
        var days = List.of(soon, soon.plus(Duration.ofDays(1))).stream()
                .map(start -> {
                    var day = new HashMap<>(Browsers.HALL);
                    day.put("startsAt", start.toString());
                    return day;
                })
                .toList();
        var show = Stage.with(server, Map.of("performances", days));
        try (var tab = seatList(show, Fans.signUp(server))) {
            var second = tab.page().locator(".tabs").first().locator("button").nth(1);
            tab.press(ENGLISH.of("seats.map"));
            second.click();
            tab.page().locator(".band").last().click();
            tab.press(ENGLISH.of("seats.list"));
            tab.page().locator("summary").nth(1).click();
            tab.page().locator(".seat-button").first().click();
            tab.press(ENGLISH.of("seats.hold"));
            assertThat(tab.text(ENGLISH.of("checkout.time-left"))).isVisible();
            tab.page().goBack();
            assertThat(second).hasAttribute("aria-pressed", "true");
            tab.press(ENGLISH.of("seats.map"));
            assertThat(tab.heading(ENGLISH.of("seats.section", "S"))).isVisible();
            tab.page().locator(".tabs").first().locator("button").first().click();
            assertThat(tab.page().locator(".band")).hasCount(2);
        }
    }

    /** Nor is the page that was gone to shown under the address that was come back to. */
    @Test
    void backWhileAPageStillLoadsStaysWithTheSeats() {
        var show = Stage.plain(server);
        try (var tab = seatList(show, Fans.signUp(server))) {
            var late = new ArrayList<Route>();
            tab.page().route(ME, late::add);
            tab.page().locator("#header a[href='/me']").click();
            tab.page().waitForCondition(() -> !late.isEmpty());
            tab.page().evaluate("history.back()");
            late.getFirst().resume();
            tab.page()
                    .evaluate(
                            "async module => { await import(module); await new Promise(requestAnimationFrame); }",
                            late.getFirst().request().url());
            assertThat(tab.page()).hasURL(Pattern.compile("/seats$"));
            assertThat(tab.page().locator(".rows")).isVisible();
            assertThat(tab.heading(ENGLISH.of("me.title"))).isHidden();
        }
    }
}
