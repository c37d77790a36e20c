package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What organizers do in their pages, in a real browser. */
class OrganizerPagesIntegrationTests {

    private static final Words FANS = Words.in("en.js");
    private static final Words ENGLISH = Words.in("organizer-en.js");
    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    /** O1, C7 */
    @Test
    void aConcertIsMadeAndChangedByHand() {
        var title = "Made by hand " + UUID.randomUUID();
        var evening =
                LocalDate.ofInstant(server.clock().instant(), ZONE).plusDays(60).atTime(LocalTime.of(19, 30));
        try (var tab = organizer()) {
            tab.page().navigate("/organizer");
            tab.follow(ENGLISH.of("o.new"));
            fill(tab, "o.title", title);
            fill(tab, "o.venue", "Hall");
            fill(tab, "o.starts", evening.toString());
            tab.page().getByText(ENGLISH.of("o.own-room.label")).click();
            tab.press(ENGLISH.of("o.section.add"));
            tab.page().locator("#p0-1-rows").fill("2");
            tab.page().locator("#p0-1-price").fill("30000");
            assertThat(tab.text(ENGLISH.of("o.preview.seats", 70))).isVisible();
            tab.press(ENGLISH.of("o.publish"));
            assertThat(tab.heading(title)).isVisible();
            fill(tab, "o.venue", "A larger hall");
            tab.press(ENGLISH.of("o.save"));
            assertThat(tab.text(ENGLISH.of("o.saved"))).isVisible();
            assertPublished(id(tab), evening.atZone(ZONE).toInstant().toString());
        }
    }

    /** O3: also of a house with more dates than one page of figures has. */
    @Test
    void theFiguresOfAConcertAreFoundOnAnyPage() {
        var concert = Stage.plain(server).concertId();
        var sales = server.origin() + "/api/v1/admin/sales";
        var first = "{\"result\":\"success\",\"body\":{\"performances\":[],\"nextCursor\":-7}}";
        var itsOwn = new Route.ResumeOptions().setUrl(sales + "?concertId=" + concert);
        try (var tab = organizer()) {
            tab.context().route(sales, route -> route.fulfill(new Route.FulfillOptions().setBody(first)));
            tab.context().route(sales + "?cursor=-7", route -> route.resume(itsOwn));
            tab.page().navigate("/organizer");
            var line = tab.page().locator(".owned-concert:has(a[href='/organizer/concerts/" + concert + "'])");
            assertThat(line).containsText("0 of 50");
        }
    }

    @Test
    void theRoomOfARunningSaleIsChangedOnlyByWhoMeansIt() {
        var concert = "/concerts/" + Stage.plain(server).concertId();
        try (var tab = organizer()) {
            tab.page().navigate("/organizer" + concert);
            tab.page().getByText(ENGLISH.of("o.own-room.label")).click();
            tab.press(ENGLISH.of("o.save"));
            inDialog(tab, FANS.of("dialog.no"));
            assertThat(server.api().get(concert).body().path("ownWaitingRoom").asBoolean())
                    .isFalse();
            tab.press(ENGLISH.of("o.save"));
            inDialog(tab, ENGLISH.of("o.save"));
            assertThat(tab.text(ENGLISH.of("o.saved"))).isVisible();
        }
    }

    private void assertPublished(String concert, String startsAt) {
        var published = server.api().get("/concerts/" + concert).body();
        assertThat(published.path("venue").asString()).isEqualTo("A larger hall");
        assertThat(published.path("ownWaitingRoom").asBoolean()).isTrue();
        var performance = server.api()
                .get("/concerts/" + concert + "/performances")
                .body()
                .path("performances")
                .path(0);
        assertThat(performance.path("startsAt").asString()).isEqualTo(startsAt);
        assertThat(performance.path("totalSeats").asInt()).isEqualTo(70);
        assertThat(performance.path("priceFrom").asLong()).isEqualTo(30_000);
        assertThat(performance.path("priceTo").asLong()).isEqualTo(50_000);
    }

    private static String id(Tab tab) {
        return tab.page().url().replaceAll("\\D*\\d+\\.\\d+\\.\\d+\\.\\d+:\\d+|\\D", "");
    }

    /** W12 */
    @Test
    void fansSeeThatTheirRoomIsPaused() {
        var queue = Queue.of(server, 2);
        try (var tab = organizer();
                var waiting = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            waiting.page().navigate(queue.page());
            assertThat(waiting.page().locator(".figure")).hasText("3");
            tab.page().navigate("/organizer/concerts/" + queue.room() + "/sale");
            assertThat(tile(tab, "o.tile.waiting")).hasText("3");
            tab.press(ENGLISH.of("o.room.pause"));
            inDialog(tab, ENGLISH.of("o.room.pause"));
            assertThat(tab.page().locator(".state.PAUSED")).isVisible();
            assertThat(waiting.text(FANS.of("wait.paused"))).isVisible();
            tab.press(ENGLISH.of("o.room.resume"));
            inDialog(tab, ENGLISH.of("o.room.resume"));
            fillRule(tab, "capacity", "2");
            tab.press(ENGLISH.of("o.room.apply"));
            assertThat(tab.page().locator("dialog")).containsText("0 → 2");
            inDialog(tab, ENGLISH.of("o.room.apply"));
            assertThat(waiting.page().locator(".figure")).hasText("1");
            assertThat(tile(tab, "o.tile.inside")).hasText("2");
            assertThat(tile(tab, "o.tile.wait")).hasText(Pattern.compile("\\d+:\\d\\d"));
        }
    }

    /** O3, O4 */
    @Test
    void aSaleIsSeenAsItHappensAndItsBooksAreASentence() {
        var sale = Sale.plain(server);
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/concerts/" + sale.show().concertId() + "/sale");
            assertThat(tile(tab, "o.tile.sold")).hasText("0");
            assertThat(tab.page().locator(".plot canvas")).hasCount(6);
            sale.buys(1, 2);
            assertThat(tile(tab, "o.tile.sold")).hasText("2");
            assertThat(tile(tab, "o.tile.revenue")).hasText(FANS.of("money", "100,000"));
            assertThat(tab.page().locator(".plan .seat.R")).isVisible();
            assertThat(tab.page().locator(".books.good")).containsText(ENGLISH.of("o.books.seatsSoldTwice", 0));
            tab.page()
                    .route("**/admin/reconciliation", route -> route.fulfill(new Route.FulfillOptions().setBody("""
                                    {"result":"success","body":{"checkedAt":"2026-10-15T10:00:00Z","seatsSoldTwice":3,
                                    "paymentsWithoutSeats":0,"seatsWithoutPayment":0,"walletsOutOfBalance":0,
                                    "revenueMismatch":0}}""")));
            tab.page().reload();
            assertThat(tab.page().locator(".books.bad .off")).hasText(ENGLISH.of("o.books.seatsSoldTwice", 3));
            assertThat(tab.text(ENGLISH.of("o.books.bad"))).isVisible();
            assertThat(tab.page().locator(".books.bad"))
                    .containsText("7:00"); // by the hall's clocks, not the browser's
        }
    }

    @Test
    void theDoorLetsInOnceWithATicket() {
        var code = ticket(Sale.plain(server).buys(7));
        try (var tab = organizer().expecting(409).expecting(400)) {
            tab.page().route("**/admin/check-ins", OrganizerPagesIntegrationTests::refuseAnything);
            tab.page().navigate("/organizer");
            tab.follow(ENGLISH.of("o.part.door"));
            assertThat(tab.page().locator("#code")).isFocused();
            scan(tab, code, "valid");
            assertThat(tab.page().locator(".seat-shown")).containsText("7");
            assertThat(tab.page().locator(".played")).containsText("A plain evening");
            scan(tab, code, "used");
            assertThat(tab.page().locator(".played")).containsText("A plain evening");
            scan(tab, code + "x", "invalid");
            scan(tab, "anything", "refused");
            assertThat(tab.page().locator(".verdict > p").last()).hasText("is not well-formed");
        }
    }

    private static void refuseAnything(Route route) {
        if (route.request().postData().contains("anything")) {
            route.fulfill(new Route.FulfillOptions().setStatus(400).setBody("""
                    {"result":"error","body":{"code":400,"error":"INVALID_REQUEST","message":"Not so.",
                    "fields":[{"field":"code","message":"is not well-formed"}]}}"""));
        } else {
            route.resume();
        }
    }

    /** As a hand scanner does: it types, wherever the focus is. */
    private static void scan(Tab tab, String code, String verdict) {
        tab.page().keyboard().insertText(code);
        tab.page().keyboard().press("Enter");
        assertThat(tab.page().locator(".verdict .says")).hasText(ENGLISH.of("o.door." + verdict));
    }

    static String ticket(Fan fan) {
        var reservations = fan.api().get("/reservations?userId=" + fan.userId()).body();
        var id = reservations.path("reservations").path(0).path("reservationId").asString();
        return fan.api()
                .get("/reservations/" + id + "/tickets")
                .body()
                .path("tickets")
                .path(0)
                .path("code")
                .asString();
    }

    @Test
    void theBooksOfAConcertAreTakenHome() throws IOException {
        var sale = Sale.plain(server);
        var fan = sale.buys(4, 5);
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/concerts/" + sale.show().concertId());
            for (var book : new String[] {"reservations", "payments"}) {
                var download = tab.page().waitForDownload(() -> tab.press(ENGLISH.of("o.export." + book)));
                assertThat(download.suggestedFilename())
                        .isEqualTo("concert-" + sale.show().concertId() + "-" + book + ".csv");
                assertThat(Files.readString(download.path())).contains("4 5", fan.email());
            }
        }
    }

    /** O5 */
    @Test
    void aUserIsKeptOutAndLetBackIn() {
        var fan = Fans.signUp(server);
        var held = "/users/" + fan.userId() + "/balance";
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/users");
            fill(tab, "o.user.query", fan.email());
            tab.press(ENGLISH.of("o.user.search"));
            assertThat(tab.page().locator(".users > li")).hasCount(1);
            tab.press(named("o.user.block", fan));
            inDialog(tab, FANS.of("dialog.yes"));
            assertThat(tab.page().locator(".users .tag")).hasText(ENGLISH.of("o.user.blocked"));
            assertThat(fan.api().get(held).status()).isIn(401, 403);
            tab.press(named("o.user.unblock", fan));
            inDialog(tab, FANS.of("dialog.yes"));
            assertThat(tab.page().locator(".users .tag")).hasCount(0);
        }
    }

    /** The list has such a button for each user. */
    private static String named(String action, Fan fan) {
        return ENGLISH.of(action) + ": " + fan.email().replaceFirst("@.*", "") + ", " + fan.email();
    }

    @Test
    void fansAreToldThatTheseAreNotTheirPages() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/organizer/concerts/1/sale");
            assertThat(tab.heading(ENGLISH.of("o.only.title"))).isVisible();
        }
    }

    private Tab organizer() {
        return Browsers.open(Size.DESKTOP, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
    }

    private static void fill(Tab tab, String label, String text) {
        tab.page()
                .getByLabel(ENGLISH.of(label), new Page.GetByLabelOptions().setExact(true))
                .fill(text);
    }

    private static void fillRule(Tab tab, String rule, String value) {
        tab.page().locator("#room-" + rule).fill(value);
    }

    private static void inDialog(Tab tab, String button) {
        tab.page()
                .locator("dialog")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button))
                .click();
    }

    private static Locator tile(Tab tab, String name) {
        var named = new Page.LocatorOptions().setHasText(Pattern.compile("^\\s*" + ENGLISH.of(name) + "\\b"));
        return tab.page().locator(".tile", named).locator(".figure");
    }
}
