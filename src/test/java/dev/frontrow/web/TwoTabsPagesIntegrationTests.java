package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One person with two pages open in one browser: what is done in one is not undone by the other. */
class TwoTabsPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void payingInOneTabPutsTheOtherBackInLineOnlyWhenAsked() {
        var show = Stage.plain(server);
        var fan = Fans.signUp(server);
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 500_000));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan).expecting(401)) {
            tab.page().navigate("/wait/lobby?concert=" + show.concertId());
            tab.follow(ENGLISH.of("wait.enter"));
            tab.press(ENGLISH.of("seats.list"));
            tab.page().locator("summary").nth(1).click();
            var other = tab.context().newPage();
            other.navigate("/concerts/" + show.concertId() + "/seats");
            assertThat(other.locator(".rows")).isVisible();
            tab.page().locator(".seat-button").first().click();
            tab.press(ENGLISH.of("seats.hold"));
            tab.press(ENGLISH.of("checkout.pay", ENGLISH.of("money", "50,000")));
            assertThat(tab.heading(ENGLISH.of("checkout.paid"))).isVisible();
            assertThat(heading(other, "wait.back")).isVisible();
            assertThat(kept(tab, "lobby")).isNull();
        }
    }

    @Test
    void leavingInOneTabIsNotUndoneByAnother() {
        var queue = Queue.of(server, 3);
        var fan = Fans.signUp(server);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate(queue.page());
            assertThat(tab.page().locator(".figure")).hasText("4");
            var other = tab.context().newPage();
            other.navigate(queue.page());
            assertThat(other.locator(".figure")).hasText("4");
            leave(tab, queue);
            assertThat(heading(other, "wait.back")).isVisible();
            queue.join(Fans.signUp(server));
            other.waitForResponse("**/waiting-rooms/" + queue.room(), () -> {});
            other.waitForResponse("**/waiting-rooms/" + queue.room(), () -> {}); // what the first look did is done
            assertThat(kept(tab, queue.room())).isNull();
        }
    }

    @Test
    void aPlaceTakenAnewInOneTabIsTheOneOfTheOther() {
        var queue = Queue.of(server, 1);
        var fan = Fans.signUp(server);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate(queue.page());
            assertThat(tab.page().locator(".figure")).hasText("2");
            var other = tab.context().newPage();
            other.navigate(queue.page());
            assertThat(other.locator(".figure")).hasText("2");
            leave(tab, queue);
            assertThat(heading(other, "wait.back")).isVisible();
            tab.page().navigate(queue.page());
            assertThat(other.locator(".figure")).hasText("2");
        }
    }

    @Test
    void whoLooksAtWhatIsPaidForKeepsThePlaceTakenSince() {
        var show = Stage.plain(server);
        var fan = new Sale(server, show).buys(7);
        var reservations = fan.api().get("/reservations?userId=" + fan.userId()).body();
        var paid =
                reservations.path("reservations").path(0).path("reservationId").asString();
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate("/wait/lobby?concert=" + show.concertId());
            assertThat(tab.heading(ENGLISH.of("wait.turn"))).isVisible();
            tab.page().navigate("/checkout/" + paid);
            assertThat(tab.heading(ENGLISH.of("checkout.paid"))).isVisible();
            assertThat(kept(tab, "lobby")).isNotNull();
        }
    }

    private static void leave(Tab tab, Queue queue) {
        tab.press(ENGLISH.of("wait.leave"));
        tab.press(ENGLISH.of("wait.leave-yes"));
        assertThat(tab.page()).hasURL(Pattern.compile(".*/concerts/" + queue.room() + "$"));
    }

    private static Locator heading(Page page, String key) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(ENGLISH.of(key)));
    }

    private static Object kept(Tab tab, String room) {
        return tab.page().evaluate("localStorage.getItem('frontrow.place." + room + "')");
    }
}
