package dev.frontrow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The generator tells what it was itself short of. */
class LoopTests {

    private static final Duration SLOW = Duration.ofMillis(60);
    private static final int MANY = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            LockSupport.parkNanos(SLOW.toNanos());
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(new byte[] {'{', '}'});
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    @Test
    void whatWaitsForAConnectionIsCountedAndWarnedOf() throws IOException {
        var run = allAtOnce(1);
        assertThat(run.queuedMillis()).isGreaterThan((MANY - 2) * SLOW.toMillis());
        assertThat(run.wantsConnections()).isTrue();
        var report = new Report("test");
        report.generator(run);
        assertThat(report.warnings()).anyMatch(warning -> warning.contains("WAITED FOR A CONNECTION"));
    }

    /** However slow the server is. */
    @Test
    void whereThereAreEnoughNothingWaits() throws IOException {
        assertThat(allAtOnce(MANY).queuedMillis()).isLessThan((MANY - 2) * SLOW.toMillis());
    }

    private Loop.Run allAtOnce(int connections) throws IOException {
        try (var loop = new Loop(server.getAddress(), connections)) {
            var measurement = new Measurement("test", Set.of(200));
            long due = System.nanoTime();
            for (int i = 0; i < MANY; i++) {
                loop.later(new Request(Request.get("/", ""), measurement, due, answer -> {}));
            }
            var run = loop.run(Loop.NOTHING, Duration.ofSeconds(10));
            assertThat(measurement.successes()).isEqualTo(MANY);
            return run;
        }
    }
}
