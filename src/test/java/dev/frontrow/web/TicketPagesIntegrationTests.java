package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import dev.frontrow.Buyer;
import dev.frontrow.Fans;
import dev.frontrow.Sale;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What fans take away of their tickets: an entry for the calendar, and paper. */
class TicketPagesIntegrationTests {

    private static final Words ENGLISH = Words.in("en.js");
    private static final int MOST_LINE_BYTES = 75;
    private static final long POINTS = 200_000;

    private final TestServer server = Browsers.server();

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    /** As RFC 5545 has it: lines of bytes, and marks before what would end a value. */
    @Test
    void aPerformanceIsPutIntoTheCalendar() throws IOException {
        var venue = "세종문화회관 대극장; 서울특별시 종로구, 세종대로 175, 지하철 5호선 광화문역 8번 출구";
        var show = Stage.with(server, Map.of("venue", venue));
        try (var tab = Browsers.open(Size.PHONE, "en-US").as(new Sale(server, show).buys(7, 8))) {
            tab.page().navigate("/me");
            var entry = tab.page().waitForDownload(() -> tab.press(ENGLISH.of("ticket.calendar")));
            assertThat(entry.suggestedFilename()).isEqualTo("concert.ics");
            var file = Files.readString(entry.path());
            assertThat(file.split("\r\n"))
                    .allSatisfy(line -> assertThat(line.getBytes(StandardCharsets.UTF_8))
                            .hasSizeLessThanOrEqualTo(MOST_LINE_BYTES));
            assertThat(file.replace("\r\n ", "").split("\r\n"))
                    .startsWith("BEGIN:VCALENDAR", "VERSION:2.0")
                    .endsWith("END:VEVENT", "END:VCALENDAR")
                    .contains("DTSTART:" + basic(show.startsAt()))
                    .contains("LOCATION:" + venue.replace(";", "\\;").replace(",", "\\,"))
                    .anyMatch(line -> line.matches("UID:.{36}"))
                    .anyMatch(line -> line.matches("DTSTAMP:\\d{8}T\\d{6}Z"))
                    .anyMatch(line -> line.startsWith("SUMMARY:A plain evening"))
                    .anyMatch(line -> line.startsWith("DESCRIPTION:" + seat(7).replace(",", "\\,") + "\\n"));
        }
    }

    private static String seat(int number) {
        return ENGLISH.of("seats.seat-full", "FLOOR", 1, number);
    }

    private static String basic(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    }

    /** Nor are those of another booking, though their codes were looked at. */
    @Test
    void ticketsArePrintedWithTheirCodesAndNothingElse() {
        var first = bought(Buyer.with(server, Stage.plain(server), POINTS), 7);
        bought(new Buyer(Fans.admit(first.fan(), null), Stage.plain(server)), 8);
        try (var tab = Browsers.open(Size.DESKTOP, "en-US").as(first.fan())) {
            tab.page()
                    .addInitScript("window.print = () => { document.body.dataset.printed ="
                            + " [...document.querySelectorAll('.on-paper .qr')].map(image => image.complete); }");
            tab.page().navigate("/me");
            var looked = booking(tab, 7);
            looked.getByText(ENGLISH.of("ticket.show-code")).click();
            assertThat(looked.locator(".qr")).isVisible();
            var printed = booking(tab, 8);
            printed.getByText(ENGLISH.of("ticket.print")).click();
            assertThat(tab.page().locator("body[data-printed=true]")).isAttached();
            tab.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(printed.locator(".qr")).isVisible();
            assertThat(looked).isHidden();
            for (var other : List.of("#header", "h1", ".tabs", ".ticket .button")) {
                assertThat(tab.page().locator(other).first()).isHidden();
            }
            tab.shot("tickets-on-paper");
        }
    }

    private static Buyer bought(Buyer buyer, int seat) {
        assertThat(buyer.hold(seat).status()).isEqualTo(201);
        assertThat(buyer.pay(seat, "pay " + seat).status()).isEqualTo(200);
        return buyer;
    }

    private static Locator booking(Tab tab, int seat) {
        return tab.page().locator(".ticket-group").filter(new Locator.FilterOptions().setHasText(seat(seat)));
    }
}
