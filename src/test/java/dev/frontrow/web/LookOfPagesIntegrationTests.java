package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every page of a fan in both sizes and colour schemes, written to {@code target/screenshots} and put to axe-core. */
class LookOfPagesIntegrationTests {

    private static final Words KOREAN = Words.in("ko.js");
    private static final Words ENGLISH = Words.in("en.js");
    private static final Duration LATER = Duration.ofHours(2);

    private static final Map<String, Object> HALL = Map.of(
            "sections",
            List.of(
                    Map.of("name", "R", "rows", 10, "seatsPerRow", 20, "price", 150_000),
                    Map.of("name", "S", "rows", 12, "seatsPerRow", 25, "price", 110_000),
                    Map.of("name", "A", "rows", 14, "seatsPerRow", 30, "price", 77_000)));

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void pagesForEverybody() {
        var show = Stage.with(server, Map.of("title", "서울 심포니 갈라 · Seoul Symphony Gala", "venue", "예술의 홀"), HALL);
        Stage.with(
                server,
                Map.of("title", "띄어쓰기없이긴이름을가진어느가을밤의연주회 · Unbroken", "ownWaitingRoom", true),
                Map.of("onSaleAt", server.clock().instant().plus(LATER).toString()));
        try (var tab = Browsers.open(Size.PHONE, "ko-KR")) {
            look(tab, "/", tab.page().locator(".concert").first(), "concerts");
            look(tab, "/concerts/" + show.concertId(), tab.heading(KOREAN.of("concert.dates")), "concert");
            look(tab, "/login", tab.button(KOREAN.of("login.go")), "login");
            look(tab, "/signup", tab.button(KOREAN.of("signup.go")), "signup");
            look(tab, "/concerts/999999", tab.heading(KOREAN.of("missing.title")), "missing", 404);
            look(tab, "/concert/1", tab.heading(KOREAN.of("missing.title")), "missing-address", 404);
        }
    }

    @Test
    void theWaitingRoom() {
        var queue = Queue.of(server, 9);
        var early = Stage.with(
                server,
                Map.of("title", "달빛 아래 · Under the Moon", "ownWaitingRoom", true),
                Map.of("onSaleAt", server.clock().instant().plus(LATER).toString()));
        try (var tab = Browsers.open(Size.PHONE, "ko-KR").as(Fans.signUp(server))) {
            tab.page().navigate("/concerts/" + queue.room());
            tab.follow(KOREAN.of("concert.get-tickets"));
            assertThat(tab.page().locator(".figure")).hasText("10");
            queue.change(Map.of("capacity", 6));
            assertThat(tab.page().locator(".figure")).hasText("4");
            assertThat(tab.page().locator(".why")).isVisible();
            tab.inspect("wait-line");
            look(
                    tab,
                    "/wait/" + early.concertId() + "?concert=" + early.concertId(),
                    tab.heading(KOREAN.of("wait.draw")),
                    "wait-draw");
            queue.change(Map.of("capacity", 12));
            look(tab, queue.page(), tab.heading(KOREAN.of("wait.turn")), "wait-turn");
        }
    }

    @Test
    void choosingSeats() {
        var show = Stage.with(server, Map.of("title", "서울 심포니 갈라 · Seoul Symphony Gala"), HALL);
        var other = Fans.admitted(server);
        List.of(3, 4, 27, 28).forEach(seat -> new Buyer(other, show).hold(seat));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/wait/lobby?concert=" + show.concertId());
            tab.follow(ENGLISH.of("wait.enter"));
            assertThat(tab.page().locator(".band")).hasCount(3);
            tab.inspect("seats-hall");
            tab.page().locator(".band").first().click();
            var map = tab.page().locator("canvas");
            var box = map.boundingBox();
            map.click(new Locator.ClickOptions().setPosition(box.width / 2 + 5, box.height / 2));
            tab.inspect("seats-map");
            tab.press(ENGLISH.of("seats.list"));
            tab.page().locator(".rows summary").first().click();
            tab.page().locator(".seat-button[disabled]").first().waitFor();
            tab.inspect("seats-list");
        }
    }

    @Test
    void theNamesOfSectionsStandOnTheirPlates() {
        var sections = IntStream.rangeClosed(1, 30)
                .mapToObj(i -> Map.of("name", "Block " + i, "rows", 10, "seatsPerRow", 12, "price", 50_000))
                .toList();
        var show = Stage.with(server, Map.of(), Map.of("sections", sections));
        try (var tab = Browsers.open(Size.PHONE, "ko-KR").as(Fans.signUp(server))) {
            tab.page().navigate("/wait/lobby?concert=" + show.concertId());
            tab.follow(KOREAN.of("wait.enter"));
            assertThat(tab.page().locator(".band")).hasCount(30);
            assertThat(tab.page().locator(".band-name").nth(9)).hasText("10");
            assertThat(tab.page().locator(".band").nth(9))
                    .hasAttribute("aria-label", Pattern.compile("^Block 10, 120"));
            Assertions.assertThat(tab.page().evaluate("""
                            () => [...document.querySelectorAll('.band')].every(band => {
                              const plate = band.querySelector('.plate').getBBox();
                              const texts = [...band.querySelectorAll('text')];
                              return texts.every(text => text.getBBox().width < plate.width);
                            })""")).isEqualTo(true);
        }
    }

    @Test
    void payingAndTickets() {
        var show = Stage.with(server, Map.of("title", "서울 심포니 갈라 · Seoul Symphony Gala", "venue", "예술의 홀"), HALL);
        var fan = Fans.admitted(server);
        try (var tab = Browsers.open(Size.PHONE, "ko-KR").as(fan)) {
            look(tab, "/checkout/" + hold(fan, show), tab.heading(KOREAN.of("top-up.title")), "checkout-top-up");
            tab.press(KOREAN.of("top-up.go", KOREAN.of("money", "300,000")));
            var pay = tab.button(KOREAN.of("checkout.pay", KOREAN.of("money", "300,000")));
            assertThat(pay).isVisible();
            tab.inspect("checkout");
            look(tab, "/me", tab.heading(KOREAN.of("me.holds")), "me-holds");
            tab.page().goBack();
            pay.click();
            assertThat(tab.heading(KOREAN.of("checkout.paid"))).isVisible();
            tab.inspect("checkout-paid");
            tab.page().navigate("/me");
            tab.page().getByText(KOREAN.of("ticket.show-code")).first().click();
            assertThat(tab.page().locator("img.qr")).isVisible();
            tab.inspect("me-tickets");
            look(tab, "/me/wallet", tab.heading(KOREAN.of("me.history")), "me-wallet");
            look(tab, "/me/account", tab.button(KOREAN.of("me.log-out")), "me-account");
        }
    }

    private static String hold(Fan fan, Stage.Show show) {
        var asked = Map.of(
                "userId", fan.userId(), "date", show.date(), "seats", List.of(9, 10), "concertId", show.concertId());
        return fan.api()
                .post("/seats/reserve", asked)
                .body()
                .path("reservationId")
                .asString();
    }

    private static void look(Tab tab, String address, Locator shown, String name, int... expected) {
        for (var status : expected) {
            tab.expecting(status);
        }
        tab.page().navigate(address);
        assertThat(shown).isVisible();
        tab.inspect(name);
    }
}
