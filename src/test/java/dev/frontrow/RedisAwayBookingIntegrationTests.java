package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.embedded.Services;
import dev.frontrow.shared.RedisAccess;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.redis.core.StringRedisTemplate;

/** H3, H7, invariant 6: without Redis PostgreSQL decides about seats, in time, and Redis left behind nothing wrong. */
@ExtendWith(OutputCaptureExtension.class)
class RedisAwayBookingIntegrationTests {

    /** Up to four calls of Redis wait 0.5 s each, until the circuit opens. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final long POINTS = 50_000;
    private static final int MOST_LINES = 5;

    private static Services services;
    private static TestServer server;

    private Stage.Show show;
    private Buyer kim;
    private Buyer lee;

    @BeforeAll
    static void start() {
        services = Services.start(TestServer.freshFolder());
        server = TestServer.start(services.arguments());
    }

    @AfterAll
    static void stop() {
        server.stop();
        services.close();
    }

    @BeforeEach
    void admit() {
        awaitRedis();
        show = Stage.with(server, Map.of("reopen", "IMMEDIATELY"));
        kim = Buyer.with(server, show, POINTS);
        lee = Buyer.with(server, show, POINTS);
        assertThat(kim.hold(1).status()).isEqualTo(201);
        assertThat(lee.fan().api().get("/seats/dates").status()).isEqualTo(200);
    }

    @Test
    void withRedisGoneSeatsAreHeldAndPaid(CapturedOutput output) {
        whileAway(Services.Program::kill, Services.Program::start, output);
    }

    @Test
    void withRedisSilentSeatsAreHeldAndPaidInTime(CapturedOutput output) {
        whileAway(Services.Program::pause, Services.Program::resume, output);
    }

    private void whileAway(Consumer<Services.Program> end, Consumer<Services.Program> comeBack, CapturedOutput output) {
        int before = output.getAll().length();
        end.accept(services.redis());
        try {
            assertThat(inTime(() -> lee.hold(1)).error()).isEqualTo("SEAT_ALREADY_RESERVED");
            assertThat(inTime(() -> lee.hold(2)).status()).isEqualTo(201);
            assertThat(inTime(() -> kim.hold(2)).error()).isEqualTo("SEAT_ALREADY_RESERVED");
            assertThat(inTime(() -> kim.pay(1, "pay")).status()).isEqualTo(200);
            assertThat(inTime(() -> lee.pay(2, "pay")).status()).isEqualTo(200);
            var stranger = Fans.signUp(server);
            var join = inTime(() -> stranger.api().post("/token", Map.of("userId", stranger.userId())));
            assertThat(join.status()).isEqualTo(503);
            assertThat(join.error()).isEqualTo("TEMPORARILY_UNAVAILABLE");
            assertThat(join.headers().firstValue("Retry-After")).isPresent();
            assertThat(output.getAll().substring(before).lines())
                    .filteredOn(line -> line.matches(".*(WARN|ERROR|^\\s+at ).*"))
                    .hasSizeLessThan(MOST_LINES);
        } finally {
            comeBack.accept(services.redis());
        }
        awaitRedis();
        var third = Buyer.with(server, show, POINTS);
        assertThat(third.hold(3).status()).isEqualTo(201);
        assertThat(isLocked(3)).isTrue();
        Books.assertBalanced(Fans.organizer(server).api());
    }

    /** While nobody asks for anything. */
    @Test
    void thatRedisGoesAndThatItIsBackIsTold(CapturedOutput output) {
        int before = output.getAll().length();
        services.redis().kill();
        await().atMost(SOON).until(() -> away() == 1);
        services.redis().start();
        await().atMost(SOON).until(() -> away() == 0);
        assertThat(output.getAll().substring(before))
                .containsOnlyOnce("Redis is away")
                .containsOnlyOnce("Redis is back");
    }

    private static double away() {
        return Meters.of(server).of("frontrow.service.away", "service", "Redis");
    }

    @Test
    void aSeatThatWasLetGoWhileRedisWasAwayIsFreeOnceRedisIsBack() {
        assertThat(isLocked(1)).isTrue();
        services.redis().stop();
        assertThat(inTime(() -> kim.cancel(1)).status()).isEqualTo(200);
        services.redis().start();
        await().atMost(SOON).ignoreExceptions().until(() -> !isLocked(1));
        assertThat(lee.hold(1).status()).isEqualTo(201);
    }

    /** Redis is used again. */
    private static void awaitRedis() {
        var late = Fans.signUp(server);
        await().atMost(SOON).until(() -> {
            var join = late.api().post("/token", Map.of("userId", late.userId()));
            return join.status() < 300;
        });
    }

    private static Api.Answer inTime(Supplier<Api.Answer> call) {
        long begun = System.nanoTime();
        var answer = call.get();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(IN_TIME);
        return answer;
    }

    private boolean isLocked(int seat) {
        var key = "seat:{" + show.performanceId() + "}:" + seat;
        return server.bean(RedisAccess.class)
                .call(() -> server.bean(StringRedisTemplate.class).hasKey(key));
    }
}
