package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** More than can be served are refused soon, and nobody else notices (Q1). */
class LoadSheddingIntegrationTests {

    private static final int PLACES = 2;
    private static final Duration PATIENCE = Duration.ofMillis(20);
    private static final String CALL = "/api/v1/concerts";

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch served = new CountDownLatch(PLACES);
    private final LoadSheddingFilter filter =
            new LoadSheddingFilter(PLACES, PATIENCE, TestServer.shared().bean(EnvelopeWriter.class));

    @Test
    void whoFindsNoPlaceIsToldToComeAgain() throws Exception {
        var inside = allPlacesTaken();

        var refused = call(CALL);

        assertThat(refused.getStatus()).isEqualTo(503);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("1");
        assertThat(refused.getContentAsString()).contains("TEMPORARILY_UNAVAILABLE");
        leave(inside);
    }

    @Test
    void aPlaceThatBecomesFreeIsTheNextOnes() throws Exception {
        leave(allPlacesTaken());

        assertThat(call(CALL).getStatus()).isEqualTo(200);
    }

    @Test
    void organizersAndThoseWhoWatchTheServerNeedNoPlace() throws Exception {
        var inside = allPlacesTaken();

        for (var path : new String[] {"/api/v1/admin/concerts", "/actuator/health", "/"}) {
            assertThat(call(path).getStatus()).as(path).isEqualTo(200);
        }
        leave(inside);
    }

    private Stream<Thread> allPlacesTaken() throws InterruptedException {
        FilterChain waiting = (request, response) -> {
            served.countDown();
            await().until(() -> end.getCount() == 0);
        };
        var inside = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                    try {
                        filter.doFilter(request(CALL), new MockHttpServletResponse(), waiting);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .limit(PLACES)
                .toList();
        served.await();
        return inside.stream();
    }

    private void leave(Stream<Thread> inside) {
        end.countDown();
        inside.forEach(one -> await().until(() -> !one.isAlive()));
    }

    private MockHttpServletResponse call(String path) throws Exception {
        var response = new MockHttpServletResponse();
        filter.doFilter(request(path), response, (request, served) -> {});
        return response;
    }

    private static MockHttpServletRequest request(String path) {
        return new MockHttpServletRequest("GET", path);
    }
}
