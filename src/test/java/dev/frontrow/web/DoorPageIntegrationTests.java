package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a door is told of a ticket, and which performance is played behind it. */
class DoorPageIntegrationTests {

    private static final Words ENGLISH = Words.in("organizer-en.js");
    private static final String OF_TODAY = "7";
    private static final String OF_TOMORROW = "8";

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aTicketForAnotherDoorSaysWhichConcertItIsFor() {
        var title = "Behind the other door " + UUID.randomUUID();
        var show = Stage.with(server, Map.of("title", title));
        var code = OrganizerPagesIntegrationTests.ticket(new Sale(server, show).buys(7));
        var other = Stage.plain(server);
        try (var tab = organizer(Long.toString(other.performanceId())).expecting(409)) {
            tab.page().navigate("/door");
            assertThat(tab.page().locator("#behind")).hasValue(Long.toString(other.performanceId()));
            tab.page().keyboard().insertText(code);
            tab.page().keyboard().press("Enter");
            assertThat(tab.page().locator(".verdict .says")).hasText(ENGLISH.of("o.door.other"));
            assertThat(tab.page().locator(".played")).containsText(title);
            assertThat(tab.page().locator(".played")).containsText(":"); // and at what time
            tab.inspect("door-other");
        }
    }

    @Test
    void theOnePerformanceOfTodayIsPlayedBehindTheDoorUnlessAnotherWasChosen() {
        try (var tab = organizer(null)) {
            playing(tab.page());
            tab.page().navigate("/door");
            assertThat(tab.page().locator("#behind")).hasValue(OF_TODAY);
        }
        try (var tab = organizer(OF_TOMORROW)) {
            playing(tab.page());
            tab.page().navigate("/door");
            assertThat(tab.page().locator("#behind option[value='" + OF_TODAY + "']"))
                    .hasCount(1);
            assertThat(tab.page().locator("#behind")).hasValue(OF_TOMORROW);
        }
    }

    @Test
    void whoeverIsLetInIsCounted() {
        var sale = Sale.plain(server);
        var code = OrganizerPagesIntegrationTests.ticket(sale.buys(7, 8));
        try (var tab = organizer(Long.toString(sale.show().performanceId()))) {
            tab.page().navigate("/door");
            assertThat(tab.text(ENGLISH.of("o.door.inside", 0, 2))).isVisible();
            tab.page().keyboard().insertText(code);
            tab.page().keyboard().press("Enter");
            assertThat(tab.text(ENGLISH.of("o.door.inside", 1, 2))).isVisible();
            tab.inspect("door-counting");
            tab.page().locator("#behind").selectOption("");
            assertThat(tab.text(ENGLISH.of("o.door.inside", 1, 2))).hasCount(0);
        }
    }

    private Tab organizer(@Nullable String door) {
        var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
        if (door != null) {
            tab.context().addInitScript("localStorage.setItem('frontrow.door', '\"" + door + "\"')");
        }
        return tab;
    }

    /** One performance today and one tomorrow, whatever other tests have published. */
    private static void playing(Page page) {
        var today = LocalDate.now(ZoneOffset.UTC);
        var performance = "{\"performanceId\":%s,\"concertId\":1,\"date\":\"%s\",\"startsAt\":\"%sT23:59:59Z\"}";
        var both = performance.formatted(OF_TODAY, today, today)
                + ","
                + performance.formatted(OF_TOMORROW, today.plusDays(1), today.plusDays(1));
        answer(
                page,
                "**/admin/concerts",
                "{\"timeZone\":\"UTC\",\"concerts\":[{\"concertId\":1,\"title\":\"Today\",\"performances\":[" + both
                        + "]}]}");
        answer(page, "**/admin/sales", "{\"performances\":[]}");
        answer(page, "**/admin/performances/*/check-ins", "{}");
    }

    private static void answer(Page page, String path, String body) {
        page.route(
                path,
                route -> route.fulfill(
                        new Route.FulfillOptions().setBody("{\"result\":\"success\",\"body\":" + body + "}")));
    }
}
