package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Q3: a server that is told to end finishes what it has begun. */
class ShutdownIntegrationTests {

    @Test
    void aRunningRequestIsAnsweredBeforeTheServerEnds() throws Exception {
        var server = TestServer.start();
        var port = server.port();
        var answer = CompletableFuture.supplyAsync(() -> server.api().get("/probe/slow"));
        assertThat(ProbeController.BEGUN.await(5, TimeUnit.SECONDS)).isTrue();
        var ending = CompletableFuture.runAsync(server::stop);
        await().until(() -> isClosed(port));
        assertThat(answer).isNotDone();
        ProbeController.MAY_END.countDown();
        assertThat(answer.get(5, TimeUnit.SECONDS).body().asBoolean()).isTrue();
        ending.get(20, TimeUnit.SECONDS);
    }

    private static boolean isClosed(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}
