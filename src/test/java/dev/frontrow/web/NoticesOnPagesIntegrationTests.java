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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of a try in passing: it is in nobody's way, and goes when it holds no longer. */
class NoticesOnPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final int LIMIT = 4;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aNoticeDoesNotLieOverTheButtonThatIsPressedNext() {
        try (var tab = seatList()) {
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

    /** The first try is refused, the second is kept waiting. */
    @Test
    void aRefusalGoesWhenSomethingIsTriedAgain() {
        try (var tab = seatList().expecting(422)) {
            var tries = new AtomicInteger();
            tab.page().route("**/seats/reserve", route -> {
                if (tries.getAndIncrement() == 0) {
                    route.fulfill(new Route.FulfillOptions().setStatus(422).setBody("""
                            {"result":"error","body":{"code":422,"error":"NO","message":"Not today."}}"""));
                }
            });
            tab.page().locator(".seat-button").first().click();
            tab.press(ENGLISH.of("seats.hold"));
            var refused = tab.page().locator(".notice.refused");
            assertThat(refused).containsText("Not today.");
            tab.inspect("notice-refused");
            tab.press(ENGLISH.of("seats.hold"));
            assertThat(refused).hasCount(0, new HasCountOptions().setTimeout(1000)); // sooner than by itself
            tab.page().unrouteAll();
        }
    }

    private Tab seatList() {
        var show = Stage.plain(server);
        var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server));
        tab.page().navigate("/wait/lobby?concert=" + show.concertId());
        tab.follow(ENGLISH.of("wait.enter"));
        tab.press(ENGLISH.of("seats.list"));
        tab.page().locator("summary").nth(1).click();
        return tab;
    }

    private static boolean isOnTop(Locator button) {
        return Boolean.TRUE.equals(button.evaluate("""
                button => {
                  const { left, top, width, height } = button.getBoundingClientRect();
                  const inside = [.1, .5, .9].map(part => document.elementFromPoint(left + part * width, top + height / 2));
                  return inside.every(found => found === button);
                }"""));
    }
}
