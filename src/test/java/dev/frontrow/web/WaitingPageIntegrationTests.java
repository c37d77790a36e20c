package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What somebody sees who waits, and what it costs. */
class WaitingPageIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final int KIBIBYTE = 1024;
    private static final int MOST_KIBIBYTES = 60;
    private static final int MOST_REQUESTS_NEAR = 80;
    private static final int MOST_REQUESTS_FAR = 5;
    private static final int FAR = 5_000;
    private static final int SECONDS_OF_A_MINUTE = 60;
    private static final Pattern NUMBERS = Pattern.compile("(\"(?:queuePosition|participationNumber)\":)(\\d+)");
    private static final Duration UNTIL_OPENING = Duration.ofSeconds(5);

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void theLineSurvivesReloadAndLossOfTheNetworkAndLeadsIn() {
        var queue = Queue.of(server, 3);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("4");
            tab.page().reload();
            assertThat(figure(tab)).hasText("4");
            tab.offline(true);
            assertThat(tab.text(ENGLISH.of("wait.offline"))).isVisible();
            assertThat(figure(tab)).hasText("4");
            tab.offline(false);
            assertThat(tab.text(ENGLISH.of("wait.offline"))).isHidden();
            queue.change(Map.of("capacity", 2));
            assertThat(figure(tab)).hasText("2");
            queue.change(Map.of("capacity", 4));
            assertThat(tab.heading(ENGLISH.of("wait.turn"))).isVisible();
            assertThat(tab.page()).hasTitle(ENGLISH.of("wait.title-turn") + " · Frontrow");
        }
    }

    @Test
    void aFanSeesThatTheOrganizerPausesAndGoesOn() {
        var queue = Queue.of(server, 5);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(queue.page());
            queue.change(Map.of("capacity", 4));
            assertThat(tab.page().locator(".why")).isVisible();
            queue.change(Map.of("paused", true));
            assertThat(tab.text(ENGLISH.of("wait.paused"))).isVisible();
            assertThat(tab.text(ENGLISH.of("wait.estimate-unknown"))).isVisible(); // closed doors have no rate
            queue.change(Map.of("paused", false));
            assertThat(tab.text(ENGLISH.of("wait.paused"))).isHidden();
        }
    }

    @Test
    void whoLeavesIsAskedAndHasNoPlaceAfterwards() {
        var queue = Queue.of(server, 1);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("2");
            tab.press(ENGLISH.of("wait.leave"));
            tab.press(ENGLISH.of("wait.leave-no"));
            assertThat(figure(tab)).hasText("2");
            assertThat(tab.button(ENGLISH.of("wait.leave"))).isFocused();
            tab.press(ENGLISH.of("wait.leave"));
            tab.press(ENGLISH.of("wait.leave-yes"));
            assertThat(tab.text(ENGLISH.of("wait.left"))).isVisible();
            tab.page().goBack();
            assertThat(tab.heading(ENGLISH.of("wait.back"))).isVisible();
        }
    }

    @Test
    void aPlaceIsNotInheritedByTheNextUserOfTheBrowser() {
        var queue = Queue.of(server, 1);
        try (var tab = Browsers.open(Size.PHONE, "en-US")) {
            tab.logIn(Fans.signUp(server));
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("2");
            var place = tab.page().evaluate("localStorage['frontrow.place." + queue.room() + "']");
            var other = tab.context().newPage();
            other.navigate("/me/account");
            other.getByText(ENGLISH.of("me.log-out")).click();
            assertThat(tab.page()).hasURL(Pattern.compile(".*/login\\?next=.*"));
            tab.logIn(Fans.signUp(server));
            tab.page().evaluate("place => { localStorage['frontrow.place." + queue.room() + "'] = place; }", place);
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("3");
        }
    }

    /** In a part of the page that was there before, once, and without the seconds that go by. */
    @Test
    void aTurnIsAnnouncedToAScreenReader() {
        var queue = Queue.of(server, 1);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("2");
            var status = tab.page().locator(".wait > [role=status]").elementHandle();
            queue.change(Map.of("capacity", 2));
            assertThat(tab.heading(ENGLISH.of("wait.turn"))).isVisible();
            assertThat(status.textContent())
                    .contains(ENGLISH.of("wait.title-turn"))
                    .doesNotContainPattern("\\d");
        }
    }

    @Test
    void whoseConcertIsGivenAnotherRoomIsTakenThere() {
        var queue = Queue.of(server, 1);
        var inTheLobby = "/wait/lobby?concert=" + queue.room();
        try (var tab =
                Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server)).expecting(404)) {
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("2");
            ownRoom(queue, false);
            assertThat(tab.page()).hasURL(Pattern.compile(".*/wait/lobby\\?concert=\\d+$"));
            assertThat(tab.heading(ENGLISH.of("wait.turn"))).isVisible();
        }
        ownRoom(queue, true);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(inTheLobby);
            assertThat(tab.page()).hasURL(Pattern.compile(".*/wait/\\d+\\?concert=\\d+$"));
        }
    }

    private void ownRoom(Queue queue, boolean own) {
        var change = Map.<String, Object>of("ownWaitingRoom", own);
        assertThat(Fans.organizer(server)
                        .api()
                        .put("/admin/concerts/" + queue.room(), change)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void onceInLineTheStateOfTheRoomIsAllThePageNeeds() {
        var queue = Queue.of(server, 4);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("5");
            tab.expecting(503);
            tab.context().route("**/api/v1/**", route -> {
                if (route.request().url().endsWith("/waiting-rooms/" + queue.room())) {
                    route.resume();
                } else {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                }
            });
            tab.page().reload();
            assertThat(figure(tab)).hasText("5");
            queue.change(Map.of("capacity", 2));
            assertThat(figure(tab)).hasText("3");
        }
    }

    /** W15 */
    @Test
    void theDrawIsExplainedAndCheckedByTheFansOwnBrowser() {
        var opening = server.clock().instant().plus(UNTIL_OPENING);
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opening.toString()));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/wait/" + show.concertId() + "?concert=" + show.concertId());
            assertThat(tab.heading(ENGLISH.of("wait.draw"))).isVisible();
            assertThat(tab.heading(ENGLISH.of("wait.turn"))).isVisible();
            tab.press(ENGLISH.of("wait.draw-check"));
            assertThat(tab.text(ENGLISH.of("wait.draw-right", 1, 1, 1))).isVisible();
        }
    }

    @Test
    void theFirstViewIsLight() {
        var queue = Queue.of(server, 1);
        try (var tab = Browsers.open(Size.PHONE, "ko-KR").as(Fans.signUp(server))) {
            var bytes = new AtomicLong();
            var requests = new AtomicInteger();
            var protocol = tab.context().newCDPSession(tab.page());
            protocol.send("Network.enable");
            protocol.on("Network.loadingFinished", finished -> {
                bytes.addAndGet((long) finished.get("encodedDataLength").getAsDouble());
                requests.incrementAndGet();
            });
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).hasText("2");
            System.out.printf(
                    "The waiting room's first view: %.1f KiB over the wire in %d requests%n",
                    (double) bytes.get() / KIBIBYTE, requests.get());
            assertThat(bytes.get()).isLessThan(MOST_KIBIBYTES * KIBIBYTE);
        }
    }

    @Test
    void whoIsFarAwayAsksSeldom() {
        var queue = Queue.of(server, 1);
        int near = requestsInAMinute(queue, 0);
        int far = requestsInAMinute(queue, FAR);
        System.out.printf("Requests per waiting fan and minute: %d at place 2 or 3, %d at place %d%n", near, far, FAR);
        assertThat(near).isLessThan(MOST_REQUESTS_NEAR);
        assertThat(far).isLessThan(MOST_REQUESTS_FAR);
    }

    /** With the page's clock running ahead, and everybody's numbers raised by so much. */
    private int requestsInAMinute(Queue queue, int ahead) {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().clock().install();
            tab.context().route("**/api/v1/token", route -> raise(route, ahead));
            tab.page().navigate(queue.page());
            assertThat(figure(tab)).not().hasText("…");
            var requests = new AtomicInteger();
            tab.page().onRequest(request -> requests.addAndGet(request.url().contains("/api/") ? 1 : 0));
            for (int second = 0; second < SECONDS_OF_A_MINUTE; second++) {
                tab.page().clock().runFor(1000);
                tab.page().evaluate("() => fetch('/', { method: 'HEAD' }).then(() => 0)"); // answers before it are in
            }
            return requests.get();
        }
    }

    private static void raise(Route route, int by) {
        var answer = route.fetch();
        var raised = NUMBERS.matcher(answer.text())
                .replaceAll(found -> found.group(1) + (Long.parseLong(found.group(2)) + by));
        route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(raised));
    }

    private static Locator figure(Tab tab) {
        return tab.page().locator(".figure");
    }
}
