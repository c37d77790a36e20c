package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Paying when the time is over, and the cards that are kept. */
class PayingPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    /** Whatever the server says of it: it may not have noticed yet. */
    @Test
    void whoseTimeIsOverIsNotOfferedToPay() {
        var show = Stage.plain(server);
        var fan = Fans.admitted(server);
        fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 500_000));
        var hold = fan.api()
                .post("/seats/reserve", new Buyer(fan, show).order(7))
                .body()
                .path("reservationId")
                .asString();
        server.jdbc()
                .sql("update reservation set expires_at = now() + interval '15 seconds' where id = :id")
                .param("id", UUID.fromString(hold))
                .update();
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            var late = new AtomicBoolean(true);
            tab.page().route("**/api/v1/reservations?**", route -> {
                var answer = route.fetch();
                var told = late.get() ? answer.text().replace("\"expired\"", "\"held\"") : answer.text();
                route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(told));
            });
            tab.page().navigate("/checkout/" + hold);
            var pay = tab.button(ENGLISH.of("checkout.pay", ENGLISH.of("money", "50,000")));
            assertThat(pay).isEnabled();
            assertThat(tab.page().locator("[role=timer]")).hasText("0:00");
            assertThat(tab.text(ENGLISH.of("checkout.over"))).isVisible();
            assertThat(pay).hasCount(0);
            tab.inspect("checkout-over");
            late.set(false);
            assertThat(tab.heading(ENGLISH.of("checkout.lapsed"))).isVisible();
        }
    }

    /** P5 */
    @Test
    void aSavedCardIsRemovedByWhoSaysSoTwice() {
        var fan = Fans.signUp(server);
        var cards = "/users/" + fan.userId() + "/payment-methods";
        fan.api().post(cards, Map.of("cardNumber", "4242424242424242", "expiry", "12/39", "holder", "KIM HANEUL"));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate("/me/wallet");
            var ways = tab.page().locator("input[name=way]");
            assertThat(ways).hasCount(3); // without a card, this one, and a new one
            ways.nth(1).check();
            tab.inspect("me-wallet-card");
            var remove = tab.page().locator("form button[aria-label]");
            remove.click();
            tab.press(ENGLISH.of("dialog.no"));
            remove.click();
            tab.press(ENGLISH.of("top-up.remove")); // the one of the question; the other one names the card
            assertThat(ways).hasCount(2);
            assertThat(fan.api().get(cards).body().path("paymentMethods").size())
                    .isZero();
        }
    }
}
