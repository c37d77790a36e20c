package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords are changed on the account's page and replaced on the organizers', in a real browser. */
class PasswordPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final Words ORGANIZERS = Words.in("organizer-en.js");
    private static final String OLD = "a long enough password";
    private static final String NEW = "quite another password";

    private final TestServer server = Browsers.server();
    private final Fan fan = Fans.signUp(server);

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    @Test
    void whoChangesThePasswordStaysLoggedInAndInLine() {
        var queue = Queue.of(server, 1);
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(fan)) {
            tab.page().navigate(queue.page());
            assertThat(tab.page().locator(".wait .figure").first()).hasText("2");
            tab.page().navigate("/me/account");
            change(tab, "not the password");
            assertThat(tab.text(ENGLISH.of("me.password-wrong"))).isVisible();
            assertThat(tab.page().locator("#currentPassword")).isFocused();
            change(tab, OLD);
            assertThat(tab.text(ENGLISH.of("me.password-changed"))).isVisible();
            assertThat(tab.page().locator("#newPassword")).hasValue("");
            tab.page().navigate(queue.page());
            assertThat(tab.page().locator(".wait .figure").first()).hasText("2");
        }
    }

    @Test
    void anotherDeviceIsLoggedOut() {
        try (var other = Browsers.open(Size.PHONE, "en-US").expecting(401)) {
            other.logIn(fan);
            server.api()
                    .as(fan.accessToken())
                    .put("/users/" + fan.userId() + "/password", Map.of("currentPassword", OLD, "newPassword", NEW));
            other.page().navigate("/me/wallet");
            assertThat(other.page()).hasURL(Pattern.compile(".*/login\\?next=.*"));
            assertThat(other.heading(ENGLISH.of("login.title"))).isVisible();
        }
    }

    @Test
    void anOrganizerReadsOutANewPasswordWithWhichTheFanLogsIn() {
        String given;
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER")) {
            tab.page().navigate("/organizer/users");
            tab.page().locator("#query").fill(fan.email());
            tab.press(ORGANIZERS.of("o.user.search"));
            assertThat(tab.page().locator(".users > li")).hasCount(1);
            tab.page().locator(".users button").last().click();
            tab.press(ENGLISH.of("dialog.yes"));
            given = tab.page().locator(".users code").textContent();
            tab.inspect("users-new-password");
        }
        try (var tab = Browsers.open(Size.PHONE, "en-US")) {
            tab.page().navigate("/login?next=/me/account");
            tab.page().locator("#email").fill(fan.email());
            tab.page().locator("#password").fill(given);
            tab.press(ENGLISH.of("login.go"));
            assertThat(tab.text(ENGLISH.of("me.password-detail"))).isVisible();
            tab.inspect("account");
        }
    }

    private static void change(Tab tab, String current) {
        tab.expecting(401);
        tab.page().locator("#currentPassword").fill(current);
        tab.page().locator("#newPassword").fill(NEW);
        tab.press(ENGLISH.of("me.password-change"));
    }
}
