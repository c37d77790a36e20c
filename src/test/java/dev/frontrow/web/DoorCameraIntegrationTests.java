package dev.frontrow.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Sale;
import dev.frontrow.TestServer;
import dev.frontrow.web.Browsers.Size;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The camera at a door, which reads what a fan's telephone shows. */
class DoorCameraIntegrationTests {

    private static final Words ORGANIZERS = Words.in("organizer-en.js");
    private static final int SEAT = 7;

    /** A camera that sees the image %s, small and askew. */
    private static final String CAMERA = """
            navigator.mediaDevices.getUserMedia = async () => {
                const seen = Object.assign(new Image(), { src: '%s' });
                await seen.decode();
                const canvas = Object.assign(document.createElement('canvas'), { width: 1280, height: 720 });
                const pen = canvas.getContext('2d');
                setInterval(() => {
                    pen.setTransform(1, 0, 0, 1, 0, 0);
                    pen.fillStyle = 'silver';
                    pen.fillRect(0, 0, 1280, 720);
                    pen.setTransform(1, 0.1, -0.1, 1, 500, 100);
                    pen.drawImage(seen, 0, 0, 420, 420);
                }, 50);
                return globalThis.stream = canvas.captureStream();
            };""";

    private final TestServer server = Browsers.server();
    private final Fan fan = Sale.plain(server).buys(SEAT);

    @BeforeAll
    static void needsABrowser() {
        Browsers.require();
    }

    /** Such as Firefox, Safari, and that of the tests. */
    @Test
    void aBrowserThatReadsNoCodesIsHelped() throws Exception {
        try (var tab = door()) {
            tab.context().addInitScript(CAMERA.formatted(image()));
            tab.page().navigate("/door");
            tab.press(ORGANIZERS.of("o.door.camera"));
            assertThat(tab.page().locator(".verdict .says")).hasText(ORGANIZERS.of("o.door.valid"));
            tab.shot("door-camera");
        }
    }

    @Test
    void theCameraReadsTicketsUntilThePageIsLeft() throws Exception {
        var code = OrganizerPagesIntegrationTests.ticket(fan);
        try (var tab = door()) {
            tab.context().addInitScript("""
                    globalThis.BarcodeDetector = class {
                        static async getSupportedFormats() { return ['qr_code']; }
                        async detect() { return [{ rawValue: '%s' }]; }
                    };""".formatted(code));
            tab.context().addInitScript(CAMERA.formatted(image()));
            var fetched = new ArrayList<String>();
            tab.page().onRequest(request -> fetched.add(request.url()));
            tab.page().navigate("/door");
            tab.press(ORGANIZERS.of("o.door.camera"));
            assertThat(tab.page().locator(".verdict .says")).hasText(ORGANIZERS.of("o.door.valid"));
            assertThat(fetched).noneMatch(file -> file.contains("jsQR"));
            tab.page().locator("header a[href='/']").first().click();
            assertThat(tab.page()).not().hasURL(Pattern.compile(".*/door$"));
            var ended = "stream.getTracks().every(track => track.readyState === 'ended')";
            await().pollInSameThread().until(() -> Objects.equals(tab.page().evaluate(ended), true));
        }
    }

    private Tab door() {
        return Browsers.open(Size.PHONE, "en-US").as(Fans.organizer(server), "FAN", "ORGANIZER");
    }

    /** The ticket as its fan is shown it. */
    private String image() throws Exception {
        var reservations = fan.api().get("/reservations").body().path("reservations");
        var id = reservations.path(0).path("reservationId").asString();
        var request = HttpRequest.newBuilder(
                        URI.create(server.origin() + "/api/v1/reservations/" + id + "/tickets/" + SEAT + "/qr"))
                .header("Authorization", "Bearer " + fan.accessToken())
                .header("Accept", "image/svg+xml")
                .build();
        try (var http = HttpClient.newHttpClient()) {
            var svg = http.send(request, BodyHandlers.ofByteArray()).body();
            return "data:image/svg+xml;base64," + Base64.getEncoder().encodeToString(svg);
        }
    }
}
