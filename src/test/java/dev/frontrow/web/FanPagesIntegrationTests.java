package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A fan's way through the pages, in a real browser. */
class FanPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @ParameterizedTest
    @CsvSource({"PHONE, ko-KR, ko.js", "DESKTOP, en-US, en.js"})
    void fromTheListOfConcertsToTheTicket(Size size, String language, String strings) {
        var words = Words.in(strings);
        var title = "A long way " + UUID.randomUUID();
        Stage.with(server, Map.of("title", title), Browsers.HALL);
        try (var tab = Browsers.open(size, language)) {
            tab.page().navigate("/");
            tab.follow(title);
            tab.follow(words.of("concert.get-tickets"));
            tab.follow(words.of("signup.title"));
            signUp(tab, words);
            tab.follow(words.of("wait.enter"));
            tab.button("S, " + words.of("seats.section-left", 40, 40) + ", " + words.of("money", "60,000"))
                    .click();
            pressSeat(tab);
            tab.press(words.of("seats.hold"));
            assertThat(tab.text(words.of("checkout.time-left"))).isVisible();
            tab.press(words.of("top-up.go", words.of("money", "60,000")));
            var pay = tab.button(words.of("checkout.pay", words.of("money", "60,000")));
            pay.dblclick(); // a nervous finger pays once
            assertThat(tab.heading(words.of("checkout.paid"))).isVisible();
            tab.follow(words.of("checkout.to-tickets"));
            tab.page().getByText(words.of("ticket.show-code")).first().click();
            assertThat(tab.page().locator("img.qr")).isVisible();
            tab.follow(words.of("me.wallet"));
            assertThat(tab.page().locator(".list > li")).hasCount(2); // topped up once, paid once
        }
    }

    private static void signUp(Tab tab, Words words) {
        tab.page().getByLabel(words.of("login.name")).fill("Kim");
        tab.page().getByLabel(words.of("login.email")).fill("fan-" + UUID.randomUUID() + "@frontrow.test");
        tab.page().locator("#password").fill("a long enough password");
        tab.press(words.of("signup.go"));
    }

    /** Somewhere near the middle of the map. */
    private static void pressSeat(Tab tab) {
        var map = tab.page().locator("canvas");
        var box = map.boundingBox();
        map.click(new Locator.ClickOptions().setPosition(box.width / 2 + 8, box.height / 2));
    }

    @Test
    void fromTheConcertToTheTicketWithTheKeyboardAlone() {
        var show = Stage.with(server, Map.of("title", "Keys"), Browsers.HALL);
        var fan = Fans.signUp(server);
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 500_000));
        try (var tab = Browsers.open(Size.DESKTOP, "en-US").as(fan)) {
            tab.page().navigate("/concerts/" + show.concertId());
            enter(tab, link(tab, "concert.get-tickets"));
            enter(tab, link(tab, "wait.enter"));
            enter(tab, tab.button(ENGLISH.of("seats.list")));
            enter(tab, tab.page().locator(".rows summary").nth(1));
            enter(tab, tab.page().locator(".seat-button").nth(2));
            enter(tab, tab.button(ENGLISH.of("seats.hold")));
            enter(tab, tab.button(ENGLISH.of("checkout.pay", ENGLISH.of("money", "90,000"))));
            assertThat(tab.heading(ENGLISH.of("checkout.paid"))).isVisible();
            tab.page().goBack();
            assertThat(tab.heading(ENGLISH.of("wait.back"))).isVisible(); // nobody gets in line by going back
            tab.page().goForward();
            enter(tab, link(tab, "checkout.to-tickets"));
            enter(tab, tab.page().getByText(ENGLISH.of("ticket.show-code")).first());
            assertThat(tab.page().locator("img.qr")).isVisible();
        }
    }

    private static Locator link(Tab tab, String key) {
        return tab.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(ENGLISH.of(key)));
    }

    private static void enter(Tab tab, Locator wanted) {
        assertThat(wanted).isVisible();
        tab.tabTo(wanted);
        tab.page().keyboard().press("Enter");
    }

    @Test
    void aHoldLapsesOnScreen() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        var hold = fan.api()
                .post("/seats/reserve", new Buyer(fan, show).order(7))
                .body()
                .path("reservationId")
                .asString();
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate("/checkout/" + hold);
            assertThat(tab.text(ENGLISH.of("checkout.time-left"))).isVisible();
            assertThat(tab.page().locator(".what")).containsText(Pattern.compile("\\d:\\d\\d")); // when it begins
            server.jdbc()
                    .sql("update reservation set expires_at = now() + interval '3 seconds' where id = :id")
                    .param("id", UUID.fromString(hold))
                    .update();
            assertThat(tab.heading(ENGLISH.of("checkout.lapsed"))).isVisible();
        }
    }

    /** P5 */
    @Test
    void aCardPaysForPointsAndItsNumberStaysNowhere() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/me/wallet");
            topUpWith(tab, "4242 4242 4242 4242");
            assertThat(tab.text(ENGLISH.of("top-up.done", ENGLISH.of("money", "50,000"))))
                    .isVisible();
            assertThat(tab.page().locator("#cardNumber")).hasCount(0);
            var card = new Page.GetByRoleOptions().setName("4242"); // it is kept, by its last digits
            assertThat(tab.page().getByRole(AriaRole.RADIO, card)).isChecked();
            var kept = tab.page().evaluate("JSON.stringify([localStorage, sessionStorage]) + document.body.outerHTML");
            assertThat(String.valueOf(kept)).doesNotContain("4242424242424242", "4242 4242 4242");
        }
    }

    /** P1: an amount is not guessed from what was meant otherwise. */
    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-50000"})
    void whatIsNoWholeNumberOfPointsIsAskedAbout(String typed) {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.page().navigate("/me/wallet");
            tab.page().locator("#amount").fill(typed);
            tab.page().keyboard().press("Enter");
            assertThat(tab.text(ENGLISH.of("top-up.whole"))).isVisible();
            assertThat(tab.page().locator("#amount")).isFocused();
            assertThat(tab.page().locator("#amount")).hasValue(typed);
            assertThat(tab.page().locator(".list > li")).hasCount(0);
        }
    }

    /** P5: the provider charges, and its answer is lost; it is asked again, and the points are added once. */
    @Test
    void whoseCardIsInDoubtIsToldSoAndGetsThePointsOnce() {
        try (var tab =
                Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server)).expecting(409)) {
            tab.page().navigate("/me/wallet");
            topUpWith(tab, "4000 0000 0000 0119");
            assertThat(tab.text(ENGLISH.of("top-up.pending"))).isVisible();
            assertThat(tab.text(ENGLISH.of("top-up.done", ENGLISH.of("money", "50,000"))))
                    .isVisible();
            assertThat(tab.page().locator(".list > li")).hasCount(1);
        }
    }

    /** P4: the points are there, only nobody was told. */
    @Test
    void whoTopsUpAgainAfterALostAnswerAndAReloadIsChargedOnce() {
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server))) {
            tab.offline(true); // what fails below is meant to
            tab.offline(false);
            tab.page().route("**/balance/charge", route -> {
                route.fetch();
                route.abort();
            });
            tab.page().navigate("/me/wallet");
            tab.press(ENGLISH.of("top-up.go", ENGLISH.of("money", "50,000")));
            assertThat(tab.text(ENGLISH.of("refusal.unreachable"))).isVisible();
            tab.page().unroute("**/balance/charge");
            tab.page().reload();
            tab.press(ENGLISH.of("top-up.go", ENGLISH.of("money", "50,000")));
            assertThat(tab.text(ENGLISH.of("top-up.done", ENGLISH.of("money", "50,000"))))
                    .isVisible();
            assertThat(tab.page().locator(".list > li")).hasCount(1);
        }
    }

    /** P5 */
    @Test
    void whoseCardIsInDoubtIsToldTheOutcomeAfterAReload() {
        try (var tab =
                Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server)).expecting(409)) {
            tab.page().navigate("/me/wallet");
            topUpWith(tab, "4000 0000 0000 0119");
            assertThat(tab.text(ENGLISH.of("top-up.pending"))).isVisible();
            tab.page().reload();
            assertThat(tab.text(ENGLISH.of("top-up.done", ENGLISH.of("money", "50,000"))))
                    .isVisible();
            assertThat(tab.page().locator(".list > li")).hasCount(1);
        }
    }

    private static void topUpWith(Tab tab, String cardNumber) {
        tab.page().getByLabel(ENGLISH.of("top-up.new-card")).check();
        tab.page().locator("#cardNumber").fill(cardNumber);
        tab.page().locator("#expiry").fill("12/39");
        tab.page().locator("#holder").fill("KIM HANEUL");
        tab.press(ENGLISH.of("top-up.go", ENGLISH.of("money", "50,000")));
    }
}
