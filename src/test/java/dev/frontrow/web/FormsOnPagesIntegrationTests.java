package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.frontrow.Fans;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is wrong with what was typed is said at the field that is to blame, and what was typed stays. */
class FormsOnPagesIntegrationTests {

    private static final Words FANS = Words.in("en.js");
    private static final Words ENGLISH = Words.in("organizer-en.js");

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void aConcertIsRefusedAtTheFieldsThatAreToBlame() {
        var title = "Refused " + UUID.randomUUID();
        try (var tab = organizer().expecting(400)) {
            tab.page().navigate("/organizer/new");
            tab.press(ENGLISH.of("o.publish"));
            assertThat(tab.page().locator("#title")).isFocused();
            assertWrong(tab, "#venue", ENGLISH.of("o.wrong.blank"));
            tab.page().locator("#title").fill(title);
            tab.page().locator("#venue").fill("Hall");
            tab.page().locator("#p0-starts").fill("2020-01-01T19:30");
            tab.press(ENGLISH.of("o.publish"));
            assertThat(tab.page().locator("#p0-starts")).isFocused();
            assertWrong(tab, "#p0-starts", "must be in the future, at most ten years ahead");
            assertThat(tab.page().locator(".notice")).containsText(FANS.of("refusal.marked"));
            tab.page().locator("#p0-starts").fill(nextYear());
            tab.press(ENGLISH.of("o.section.add"));
            type(tab.page().locator("#p0-1-rows"), "1e5");
            type(tab.page().locator("#p0-1-price"), "-500");
            tab.press(ENGLISH.of("o.publish"));
            assertThat(tab.page().locator("#p0-1-rows")).isFocused();
            assertWrong(tab, "#p0-1-rows", ENGLISH.of("o.wrong.whole", "1", "60,000"));
            assertWrong(tab, "#p0-1-price", ENGLISH.of("o.wrong.whole", "0", "10,000,000"));
            assertThat(tab.page().locator("#p0-1-price")).hasValue("-500");
            assertThat(server.api().get("/concerts").envelope().toString()).doesNotContain(title);
        }
    }

    @Test
    void aConcertThatIsBeingTypedIsThereAgain() {
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/new");
            tab.page().locator("#title").fill("Half typed");
            tab.press(ENGLISH.of("o.section.add"));
            tab.follow(ENGLISH.of("o.part.users"));
            assertThat(tab.heading(ENGLISH.of("o.part.users"))).isVisible();
            tab.page().goBack();
            assertThat(tab.page().locator("#title")).hasValue("Half typed");
            assertThat(tab.page().locator("#p0-1-name")).hasValue("B");
            tab.follow(ENGLISH.of("o.cancel"));
            tab.follow(ENGLISH.of("o.new"));
            assertThat(tab.page().locator("#title")).hasValue("");
        }
    }

    /** O2 */
    @Test
    void aRuleOfARoomIsRefusedAtItsField() {
        var concert = Stage.plain(server).concertId();
        try (var tab = organizer()) {
            tab.page().navigate("/organizer/concerts/" + concert + "/sale");
            type(tab.page().locator("#room-capacity"), "1e3");
            tab.page().locator("#room-session").fill("999999");
            tab.press(ENGLISH.of("o.room.apply"));
            assertThat(tab.page().locator("#room-capacity")).isFocused();
            assertThat(tab.page().locator("#room-capacity")).hasValue("1e3");
            assertWrong(tab, "#room-capacity", ENGLISH.of("o.wrong.whole", "0", "1,000,000"));
            assertWrong(tab, "#room-session", ENGLISH.of("o.wrong.whole", "1", "86,400"));
        }
    }

    /** P5 */
    @Test
    void aCardOfWhichNothingIsTypedIsRefusedAtAllItsFields() {
        try (var tab =
                Browsers.open(Size.PHONE, "en-US").as(Fans.signUp(server)).expecting(400)) {
            tab.page().navigate("/me/wallet");
            tab.page().getByLabel(FANS.of("top-up.new-card")).check();
            tab.press(FANS.of("top-up.go", FANS.of("money", "50,000")));
            assertThat(tab.page().locator("#cardNumber")).isFocused();
            assertThat(tab.page().locator("[aria-invalid=true]")).hasCount(3);
        }
    }

    private Tab organizer() {
        return Browsers.open(Size.DESKTOP, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
    }

    private String nextYear() {
        return LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC).plusDays(365) + "T19:30";
    }

    /** Key by key, as people do. */
    private static void type(Locator field, String text) {
        field.clear();
        field.pressSequentially(text);
    }

    private static void assertWrong(Tab tab, String field, String reason) {
        assertThat(tab.page().locator(field)).hasAttribute("aria-invalid", "true");
        assertThat(tab.page().locator(field + "-problem")).hasText(reason);
    }
}
