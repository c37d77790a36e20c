package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of a try in passing: it is in nobody's way, and goes when it holds no longer. */
class NoticesOnPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final Pattern STALE =
            Pattern.compile(Words.in("organizer-en.js").of("o.stale").replaceAll("\\{\\w+}", ".+"));
    private static final int LIMIT = 4;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aNoticeDoesNotLieOverTheButtonThatIsPressedNext() {
        try (var tab = fan()) {
            openSeatList(tab);
            IntStream.rangeClosed(0, LIMIT)
                    .forEach(
                            seat -> tab.page().locator(".seat-button").nth(seat).click());
            var notice = tab.page().locator(".notice");
            assertThat(notice).containsText(ENGLISH.of("seats.limit", LIMIT));
            tab.shot("notice-told");
            assertThat(isOnTop(tab.button(ENGLISH.of("seats.hold")))).isTrue();
            notice.getByLabel(ENGLISH.of("close")).click();
            assertThat(notice).hasCount(0);
        }
    }

    @Test
    void aRefusalGoesWhenSomethingIsTriedAgain() {
        try (var tab = fan().expecting(422)) {
            var tries = new ArrayList<Route>();
            tab.page().route("**/seats/reserve", tries::add); // a page that is open already may pass it by
            openSeatList(tab);
            tab.page().locator(".seat-button").first().click();
            press(tab, tries);
            refuse(tries.getLast());
            var refused = tab.page().locator(".notice.refused");
            assertThat(refused).containsText("Not today.");
            press(tab, tries);
            assertThat(refused).hasCount(0, new HasCountOptions().setTimeout(1000)); // sooner than by itself
            refuse(tries.getLast());
            assertThat(refused).isVisible();
            tab.inspect("notice-refused");
        }
    }

    private static void press(Tab tab, List<Route> tries) {
        int before = tries.size();
        tab.button(ENGLISH.of("seats.hold")).dispatchEvent("click"); // whatever lies over it
        tab.page().waitForCondition(() -> tries.size() > before);
    }

    private static void refuse(Route route) {
        route.fulfill(new Route.FulfillOptions().setStatus(422).setBody("""
                {"result":"error","body":{"code":422,"error":"NO","message":"Not today."}}"""));
    }

    @Test
    void figuresOfASaleThatAreNotAnyLongerTrueSaySo() {
        var away = new AtomicBoolean();
        try (var tab = Browsers.open(Size.PHONE, "en-US")
                .as(Fans.organizer(server), "FAN", "ORGANIZER")
                .expecting(503)) {
            tab.page().route("**/admin/sales?**", route -> {
                if (away.get()) {
                    route.fulfill(new Route.FulfillOptions().setStatus(503).setBody("{}"));
                } else {
                    route.resume();
                }
            });
            tab.page().navigate("/organizer/concerts/" + Stage.plain(server).concertId() + "/sale");
            assertThat(tab.page().locator(".tile").first()).isVisible();
            var told = tab.page().getByText(STALE);
            assertThat(told).hasCount(0);
            away.set(true);
            assertThat(told).isVisible();
            tab.shot("sale-stale");
            away.set(false);
            assertThat(told).hasCount(0);
        }
    }

    private Tab fan() {
        return Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server));
    }

    private void openSeatList(Tab tab) {
        var show = Stage.plain(server);
        tab.page().navigate("/wait/lobby?concert=" + show.concertId());
        tab.follow(ENGLISH.of("wait.enter"));
        tab.press(ENGLISH.of("seats.list"));
        tab.page().locator("summary").nth(1).click();
    }

    private static boolean isOnTop(Locator button) {
        return Boolean.TRUE.equals(button.evaluate("""
                button => {
                  const { left, top, width, height } = button.getBoundingClientRect();
                  const at = part => document.elementFromPoint(left + part * width, top + height / 2);
                  return [.1, .5, .9].every(part => at(part) === button);
                }"""));
    }
}
