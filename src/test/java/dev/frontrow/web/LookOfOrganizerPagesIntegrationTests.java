package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page of an organizer in both sizes and colour schemes, shown to axe-core and written as pictures. */
class LookOfOrganizerPagesIntegrationTests {

    private static final Words KOREAN = Words.in("organizer-ko.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void everyPageOfAnOrganizer() {
        var sale = new Sale(
                server,
                Stage.with(
                        server,
                        Map.of("title", "서울 심포니 갈라 · Seoul Symphony Gala", "venue", "예술의 홀"),
                        Map.of("sections", List.of(section("R", 8, 20, 45_000), section("S", 10, 25, 40_000)))));
        sale.buys(12, 13);
        sale.holds(170, 171);
        sale.cancels(sale.holds(200), 200);
        var concert = "/organizer/concerts/" + sale.show().concertId();
        try (var tab = Browsers.open(Size.PHONE, "ko-KR").as(Fans.organizer(server), "FAN", "ORGANIZER")) {
            look(tab, "/organizer", tab.page().locator(".owned-concert meter").first(), "organizer-concerts");
            look(tab, "/organizer/new", tab.button(KOREAN.of("o.publish")), "organizer-new");
            look(tab, concert, tab.button(KOREAN.of("o.export.payments")), "organizer-concert");
            look(tab, concert + "/sale", tab.page().locator(".plan .seat.C"), "organizer-sale");
            look(tab, "/organizer/users", tab.page().locator(".users > li").first(), "organizer-users");
            tab.expecting(400);
            tab.page().navigate("/door");
            tab.page().locator("#code").fill("no ticket");
            tab.press(KOREAN.of("o.door.check"));
            assertThat(tab.page().locator(".verdict.invalid")).isVisible();
            tab.inspect("organizer-door");
        }
    }

    private static Map<String, Object> section(String name, int rows, int seatsPerRow, int price) {
        return Map.of("name", name, "rows", rows, "seatsPerRow", seatsPerRow, "price", price);
    }

    private static void look(Tab tab, String address, Locator shown, String name) {
        tab.page().navigate(address);
        assertThat(shown).isVisible();
        tab.inspect(name);
    }
}
