package dev.frontrow.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.frontrow.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The system's Chromium, driven against one server for all tests of the pages. */
final class Browsers {

    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final int PATIENCE_MILLIS = 30_000;

    /** Two sections, small enough to know their seats. */
    static final Map<String, Object> HALL = Map.of(
            "sections",
            List.of(
                    Map.of("name", "R", "rows", 3, "seatsPerRow", 8, "price", 90_000),
                    Map.of("name", "S", "rows", 4, "seatsPerRow", 10, "price", 60_000)));

    /** What is held in a hand, and what stands on a desk. */
    enum Size {
        PHONE(390, 844),
        DESKTOP(1280, 860);

        final int width;
        final int height;

        Size(int width, int height) {
            this.width = width;
            this.height = height;
        }
    }

    private Browsers() {}

    private static final class Server {
        private static final TestServer RUNNING = TestServer.start();
    }

    private static final class Chromium {
        private static final Playwright PLAYWRIGHT = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        private static final Browser RUNNING = PLAYWRIGHT
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(found().orElseThrow())
                        .setArgs(ARGUMENTS));

        static {
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        }
    }

    /** The server of these tests; nobody moves its clock, which the pages learn from the real time of HTTP. */
    static TestServer server() {
        return Server.RUNNING;
    }

    /** Skips the test where there is no browser, and says so where nobody can miss it. */
    static void require() {
        if (found().isEmpty()) {
            System.err.println("""

                    ******** NO CHROMIUM: THE TESTS OF THE PAGES ARE SKIPPED ********
                    Install it (Debian: apt-get install chromium) and run again.
                    """);
        }
        Assumptions.assumeTrue(found().isPresent(), "no Chromium is installed");
    }

    /** A new person's browser: nothing kept, nothing cached. */
    static Tab open(Size size, String language) {
        var context = Chromium.RUNNING.newContext(new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setLocale(language)
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setBaseURL(server().origin()));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        return new Tab(context);
    }

    private static Optional<Path> found() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(":")).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
