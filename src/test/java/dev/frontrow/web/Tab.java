package dev.frontrow.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.frontrow.Fans.Fan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A page as somebody has it open. What it complains of, and what fails, makes the test fail when it is closed. */
final class Tab implements AutoCloseable {

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = axe();
    private static final int MOST_STOPS = 120;

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();
    private final Set<Integer> expected = new HashSet<>();
    private boolean offline;

    Tab(BrowserContext context) {
        this.context = context;
        this.page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refusal is told by onResponse, with its status.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add("console: " + message.text());
            }
        });
        page.onPageError(error -> complaints.add("script: " + error));
        page.onRequestFailed(request -> {
            // What a page asks for when it is left is given up.
            if (!offline && !Objects.toString(request.failure()).contains("ERR_ABORTED")) {
                complaints.add(request.url() + " " + request.failure());
            }
        });
        page.onResponse(response -> {
            if (response.status() >= 400 && !expected.contains(response.status())) {
                complaints.add(response.status() + " " + response.url());
            }
        });
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Somebody who has logged in with this browser before. */
    Tab as(Fan fan, String... roles) {
        context.addInitScript("localStorage.getItem('frontrow.user') ?? localStorage.setItem('frontrow.user', '"
                + user(fan, roles.length == 0 ? "\"FAN\"" : quoted(roles)) + "')");
        return this;
    }

    /** Somebody who logs in with this browser now, and whom somebody else may follow. */
    void logIn(Fan fan) {
        page.navigate("/");
        page.evaluate("user => localStorage.setItem('frontrow.user', user)", user(fan, "\"FAN\""));
    }

    private static String user(Fan fan, String roles) {
        return "{\"userId\":\"%s\",\"accessToken\":\"%s\",\"email\":\"%s\",\"roles\":[%s],\"until\":9999999999999}"
                .formatted(fan.userId(), fan.accessToken(), fan.email(), roles);
    }

    private static String quoted(String... roles) {
        return "\"" + String.join("\",\"", roles) + "\"";
    }

    /** A refusal that the test is about. */
    Tab expecting(int status) {
        expected.add(status);
        return this;
    }

    void offline(boolean away) {
        offline |= away;
        context.setOffline(away);
    }

    void press(String name) {
        button(name).click();
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    void follow(String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    Locator text(String text) {
        return page.getByText(text).first();
    }

    Locator heading(String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text))
                .first();
    }

    /** Goes there with the tab key alone. */
    void tabTo(Locator wanted) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            page.keyboard().press("Tab");
            if (Boolean.TRUE.equals(wanted.evaluate("element => element === document.activeElement"))) {
                return;
            }
        }
        throw new AssertionError(wanted + " cannot be reached with the tab key");
    }

    /** The page as it is, in both sizes and both colour schemes, with what axe-core finds. */
    void inspect(String name) {
        shot(name + "-phone");
        assertThat(page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as(name + " is no wider than the screen")
                .isEqualTo(0);
        assertAccessible(name + ", light");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertAccessible(name + ", dark");
        shot(name + "-phone-dark");
        page.setViewportSize(Browsers.Size.DESKTOP.width, Browsers.Size.DESKTOP.height);
        shot(name + "-desktop-dark");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        shot(name + "-desktop");
        page.setViewportSize(Browsers.Size.PHONE.width, Browsers.Size.PHONE.height);
    }

    void shot(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    private void assertAccessible(String what) {
        page.evaluate(AXE);
        var found = page.evaluate("""
                () => axe.run(document, {
                  resultTypes: ['violations'],
                  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
                }).then(result => result.violations.map(one => one.id + ': ' + one.help + ' ' + one.nodes
                  .slice(0, 3)
                  .map(node => node.html.slice(0, 200) + ' ' + node.failureSummary)
                  .join(' | ')))""");
        assertThat((List<?>) Objects.requireNonNull(found)).as(what).isEmpty();
    }

    private static String axe() {
        try (var source = Tab.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(source).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
