package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is told of a concert to those who wait for it, in a lobby of several concerts and days before its draw. */
class LobbyPageIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final Duration DAYS = Duration.ofDays(3);

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aLobbyShowsWhatIsLeftOfTheConcertThatOneWaitsFor() {
        var hall = Map.<String, Object>of(
                "sections", List.of(Map.of("name", "R", "rows", 1, "seatsPerRow", 2, "price", 12_300)));
        var show = Stage.with(server, Map.of(), hall);
        Stage.plain(server);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            waiting(tab.page());
            tab.page().navigate("/wait/lobby?concert=" + show.concertId());
            var facts = tab.page().locator(".facts dd");
            assertThat(facts.nth(1)).hasText("2");
            assertThat(facts.nth(2)).hasText(ENGLISH.of("money", "12,300"));
            new Sale(server, show).buys(1, 2);
            tab.page().reload();
            assertThat(facts.nth(1)).hasText("0");
            assertThat(tab.text(ENGLISH.of("wait.concert-sold-out"))).isVisible();
            tab.inspect("wait-lobby");
        }
    }

    /** Nobody has to wait in this lobby; this browser is told otherwise. */
    private static void waiting(Page page) {
        page.route("**/api/v1/token", route -> {
            var answer = route.fetch();
            var told = answer.text()
                    .replace("\"ADMITTED\"", "\"WAITING\"")
                    .replaceAll("(\"participationNumber\":)(\\d+)", "$1900$2");
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(told));
        });
    }

    @Test
    void aDrawThatIsDaysAwayHasADateAndCountsWhoeverLooks() {
        var opening = server.clock().instant().plus(DAYS).toString();
        var show = Stage.with(server, Map.of("ownWaitingRoom", true), Map.of("onSaleAt", opening));
        new Queue(server, show).join(Fans.signUp(server));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page()
                    .route(
                            "**/waiting-rooms/" + show.concertId(),
                            route -> { // as it was before anybody came
                                var answer = route.fetch();
                                var told = answer.text().replaceAll("\"issued\":\\d+", "\"issued\":0");
                                route.fulfill(new Route.FulfillOptions()
                                        .setResponse(answer)
                                        .setBody(told));
                            });
            tab.page().navigate("/wait/" + show.concertId() + "?concert=" + show.concertId());
            assertThat(tab.text(ENGLISH.of("wait.draw-before", 2))).isVisible();
            assertThat(tab.page().locator(".figure")).containsText("M"); // Nov 26, 7:30 PM
            assertThat(tab.page().locator("[role=timer]")).hasCount(0);
            tab.inspect("wait-draw-days");
        }
    }
}
