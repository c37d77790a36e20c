package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can come between somebody and a page: a log-in that ends, a way back, a door that stays open late. */
class TroubleOnPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final Words ORGANIZERS = Words.in("organizer-en.js");

    /** Longer than a page tries again, shorter than until it looks at the books the next time. */
    private static final int SECONDS_OF_TRIES = 12;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    /** A browser leaves tabs and dots out of an address, and "//" is another host. */
    @Test
    void theLogInLeadsToNobodyElse() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            var ours = tab.page().navigate("/").url();
            for (var elsewhere : List.of(
                    "/%09/frontrow.invalid",
                    "//frontrow.invalid",
                    "/%5Cfrontrow.invalid",
                    "/.//frontrow.invalid",
                    "/..//frontrow.invalid",
                    "/%252e//frontrow.invalid",
                    ours + "/frontrow.invalid")) {
                tab.page().navigate("/login?next=" + elsewhere);
                assertThat(tab.page()).not().hasURL(Pattern.compile(".*/login.*"));
                assertThat(tab.page().url()).startsWith(ours);
            }
        }
    }

    @Test
    void whoIsLoggedOutInTheMiddleLogsInAndIsBack() {
        var fan = Fans.signUp(server);
        try (var tab = Browsers.open(Size.PHONE, "en-US").expecting(401)) {
            tab.logIn(fan);
            tab.page().navigate("/me");
            assertThat(tab.text(ENGLISH.of("me.no-tickets"))).isVisible();
            keptUser(tab, "until: 1");
            assertThat(tab.page()).hasURL(Pattern.compile(".*/login\\?next=%2Fme$"));
            tab.logIn(fan);
            keptUser(tab, "accessToken: 'no.such.token'");
            tab.page().navigate("/me/wallet");
            assertThat(tab.page()).hasURL(Pattern.compile(".*/login\\?next=%2Fme%2Fwallet$"));
        }
    }

    private static void keptUser(Tab tab, String otherwise) {
        tab.page()
                .evaluate("localStorage.setItem('frontrow.user',"
                        + " JSON.stringify({...JSON.parse(localStorage['frontrow.user']), " + otherwise + "}))");
    }

    @Test
    void whatIsTypedIsNotInterruptedByWhatIsStillLoading() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            var slow = new AtomicReference<Route>();
            tab.page().route("**/payment-methods", slow::set);
            tab.page().navigate("/me");
            tab.follow(ENGLISH.of("me.wallet"));
            tab.page().locator("#amount").fill("70000");
            assertThat(tab.page().locator("#loading")).hasText(ENGLISH.of("loading"));
            slow.get().resume();
            assertThat(tab.page().locator("#loading")).hasText("");
            assertThat(tab.page().locator("#amount")).isFocused();
        }
    }

    @Test
    void fromTheListThereIsAWayBackToTheMap() {
        var show = Stage.plain(server);
        try (var tab = Browsers.open(Size.DESKTOP, "en-US").as(Fans.signUp(server))) {
            tab.context().addInitScript("localStorage.setItem('frontrow.seat-list', 'true')");
            tab.page().navigate("/concerts/" + show.concertId());
            tab.follow(ENGLISH.of("concert.get-tickets"));
            tab.follow(ENGLISH.of("wait.enter"));
            tab.press(ENGLISH.of("seats.map"));
            tab.press(ENGLISH.of("seats.zoom-all"));
            var map = tab.page().locator("canvas");
            var box = map.boundingBox();
            map.click(new Locator.ClickOptions().setPosition(box.width / 2 + 8, box.height / 2));
            assertThat(tab.button(ENGLISH.of("seats.hold"))).isVisible();
        }
    }

    @Test
    void aMapThatIsNotHeardOfSaysSo() {
        var show = Stage.plain(server);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/concerts/" + show.concertId());
            tab.follow(ENGLISH.of("concert.get-tickets"));
            tab.follow(ENGLISH.of("wait.enter"));
            assertThat(tab.button(ENGLISH.of("seats.zoom-all"))).isVisible();
            tab.offline(true);
            assertThat(tab.text(ENGLISH.of("seats.stale"))).isVisible();
            tab.offline(false);
            assertThat(tab.text(ENGLISH.of("seats.stale"))).isHidden();
        }
    }

    /** The first answer is lost on its way; the account is there. */
    @Test
    void whoSignsUpAgainAfterALostAnswerIsIn() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").expecting(409)) {
            var lost = new AtomicBoolean();
            tab.offline(true); // what fails below is meant to
            tab.offline(false);
            tab.page().route("**/api/v1/users", route -> {
                if (lost.compareAndSet(false, true)) {
                    route.fetch();
                    route.abort();
                } else {
                    route.resume();
                }
            });
            signUp(tab);
            assertThat(tab.page().getByText(ENGLISH.of("refusal.unreachable")).first())
                    .isVisible();
            tab.press(ENGLISH.of("signup.go"));
            assertThat(tab.page()).not().hasURL(Pattern.compile(".*/signup.*"));
        }
    }

    /** The sign-up is done; only the log-in after it is to be done once more. */
    @Test
    void whoSignedUpAndCouldNotBeLoggedInIsInAtTheNextTry() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").expecting(503)) {
            var failed = new AtomicBoolean();
            tab.page().route("**/api/v1/auth/login", route -> {
                if (failed.compareAndSet(false, true)) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                } else {
                    route.resume();
                }
            });
            signUp(tab);
            assertThat(tab.page().locator("form [role=alert]")).isVisible();
            tab.press(ENGLISH.of("signup.go"));
            assertThat(tab.page()).not().hasURL(Pattern.compile(".*/signup.*"));
        }
    }

    private static void signUp(Tab tab) {
        tab.page().navigate("/signup");
        tab.page().getByLabel(ENGLISH.of("login.name")).fill("Kim");
        tab.page().getByLabel(ENGLISH.of("login.email")).fill("fan-" + UUID.randomUUID() + "@frontrow.test");
        tab.page().locator("#password").fill("a long enough password");
        tab.press(ENGLISH.of("signup.go"));
    }

    /** The concert is there; publishing it once more would make a second one. */
    @Test
    void aConcertWhosePublishingWasNotAnsweredIsLookedFor() {
        var title = "Not answered " + UUID.randomUUID();
        var evening =
                LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC).plusDays(60) + "T19:30";
        try (var tab = Browsers.open(Size.DESKTOP, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER")) {
            tab.offline(true); // what fails below is meant to
            tab.offline(false);
            tab.page().route("**/api/v1/admin/concerts", route -> {
                if (route.request().method().equals("POST")) {
                    route.fetch();
                    route.abort();
                } else {
                    route.resume();
                }
            });
            tab.page().navigate("/organizer/new");
            fill(tab, "o.title", title);
            fill(tab, "o.venue", "Hall");
            fill(tab, "o.starts", evening);
            tab.press(ORGANIZERS.of("o.publish"));
            assertThat(tab.heading(title)).isVisible();
            assertThat(tab.page()).hasURL(Pattern.compile(".*/organizer/concerts/\\d+$"));
        }
    }

    private static void fill(Tab tab, String label, String text) {
        tab.page()
                .getByLabel(ORGANIZERS.of(label), new Page.GetByLabelOptions().setExact(true))
                .fill(text);
    }

    /** A check of all the tables that takes long is not begun four times over. */
    @Test
    void theBooksAreAskedForOnce() {
        var show = Stage.plain(server);
        try (var tab = Browsers.open(Size.DESKTOP, "en-US")
                .as(Fans.organizer(server), "FAN", "ORGANIZER")
                .expecting(503)) {
            var asked = new AtomicInteger();
            tab.page().clock().install();
            tab.page().route("**/admin/reconciliation", route -> {
                asked.incrementAndGet();
                route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
            });
            tab.page().navigate("/organizer/concerts/" + show.concertId() + "/sale");
            assertThat(tab.text(ORGANIZERS.of("o.books.checking"))).isVisible();
            for (int second = 0; second < SECONDS_OF_TRIES; second++) {
                tab.page().clock().runFor(1000);
                tab.page().evaluate("() => fetch('/', { method: 'HEAD' }).then(() => 0)"); // answers before it are in
            }
            assertThat(asked).hasValue(1);
        }
    }

    /** The door stays the one that was chosen, also when its performance has begun and is listed no more. */
    @Test
    void aDoorKnowsTheTicketsOfAnother() {
        var fan = Sale.plain(server).buys(7);
        var other = Stage.plain(server);
        for (var door : List.of(other.performanceId(), 1L << 40)) { // one is listed, the other is not
            try (var tab = Browsers.open(Size.PHONE, "en-US")
                    .as(Fans.organizer(server), "FAN", "ORGANIZER")
                    .expecting(409)
                    .expecting(404)) {
                tab.context().addInitScript("localStorage.setItem('frontrow.door', '\"" + door + "\"')");
                tab.page().navigate("/door");
                assertThat(tab.page().locator("#behind")).hasValue(door.toString());
                tab.page().keyboard().insertText(OrganizerPagesIntegrationTests.ticket(fan));
                tab.page().keyboard().press("Enter");
                assertThat(tab.page().locator(".verdict .says")).hasText(ORGANIZERS.of("o.door.other"));
            }
        }
    }
}
