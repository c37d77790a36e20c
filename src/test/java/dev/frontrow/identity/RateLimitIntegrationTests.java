package dev.frontrow.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.MovableClock;
import dev.frontrow.Race;
import dev.frontrow.TestServer;
import dev.frontrow.shared.RedisAccess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** Q7: guessing is slow. */
class RateLimitIntegrationTests {

    private static final String PASSWORD = "a long enough password";

    private final TestServer server = TestServer.shared();
    private final TestServer second = server.second();

    /** Q7 */
    @Test
    void afterTenFailuresOverAllInstancesEvenTheRightPasswordIsRefusedForAMinute() {
        var email = Fans.signUp(server).email();
        for (int i = 0; i < LogInLimit.FAILURES; i++) {
            var instance = i % 2 == 0 ? server : second;
            assertThat(logIn(instance, email, "wrong password").error()).isEqualTo("BAD_CREDENTIALS");
        }
        for (var instance : List.of(server, second)) {
            var refused = logIn(instance, email, PASSWORD);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.error()).isEqualTo("RATE_LIMITED");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isBetween(1L, LogInLimit.PERIOD.toSeconds());
        }
        server.clock().advance(LogInLimit.PERIOD);
        assertThat(logIn(second, email, PASSWORD).status()).isEqualTo(200);
    }

    /** Q7 */
    @Test
    void anUnknownEmailIsLimitedAlikeAndACrowdOfTriesIsNoWayAround() {
        var email = UUID.randomUUID() + "@frontrow.test";
        var statuses = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> logIn(i % 2 == 0 ? server : second, email, "wrong password"))
                .map(Api.Answer::status)
                .toList();
        assertThat(statuses.stream().filter(status -> status == 401)).hasSize(LogInLimit.FAILURES);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSize(24 - LogInLimit.FAILURES);
    }

    /** Q7 */
    @Test
    void logInsThatSucceedDoNotCount() {
        var email = Fans.signUp(server).email();
        for (int i = 0; i < LogInLimit.FAILURES + 2; i++) {
            assertThat(logIn(server, email, PASSWORD).status()).isEqualTo(200);
        }
    }

    /** Q7, W2: from all devices, tabs and programs of an account at once; nobody has failed. */
    @Test
    void rightLogInsAtOnceAreNoFailures() {
        var email = Fans.signUp(server).email();
        var statuses = Race.run(
                3 * LogInLimit.FAILURES, i -> logIn(server, email, PASSWORD).status());
        assertThat(statuses).containsOnly(200);
    }

    /** A crowd of tries of one account leaves room for what others ask. */
    @Test
    void soManyTriesOfOneAccountWaitForTheirTurn() {
        var limit = server.bean(LogInLimit.class);
        var email = UUID.randomUUID() + "@frontrow.test";
        var go = new CountDownLatch(1);
        var refused = new AtomicInteger();
        try (var tries = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, LogInLimit.MOST_WAITING + 20)
                    .forEach(i -> tries.execute(() -> {
                        try {
                            limit.count(email, () -> awaited(go));
                        } catch (RateLimited full) {
                            refused.incrementAndGet();
                        }
                    }));
            await().until(() -> refused.get() > 0);
            go.countDown();
        }
        assertThat(refused).hasValueBetween(1, 19);
    }

    private static Optional<String> awaited(CountDownLatch go) {
        try {
            go.await();
            return Optional.of("right");
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Q7 */
    @Test
    void withoutRedisAnInstanceCountsForItself() throws IOException {
        var clock = new MovableClock();
        var redis = new LettuceConnectionFactory("127.0.0.1", portOfNobody());
        redis.afterPropertiesSet();
        redis.start();
        try (var spring = new AnnotationConfigApplicationContext(RedisAccess.class)) {
            var limit = new LogInLimit(new SharedBuckets(redis, spring.getBean(RedisAccess.class), clock), clock);
            for (int i = 0; i < LogInLimit.FAILURES; i++) {
                limit.take("kim@frontrow.test");
            }
            assertThatThrownBy(() -> limit.take("kim@frontrow.test")).isInstanceOf(RateLimited.class);
            limit.giveBack("kim@frontrow.test");
            limit.take("kim@frontrow.test");
            limit.take("lee@frontrow.test");
            clock.advance(LogInLimit.PERIOD);
            limit.take("kim@frontrow.test");
        } finally {
            redis.destroy();
        }
    }

    /** Q7: by configuration, off by default. */
    @Test
    void callsPerUserAndPerAddressAreLimitedWhenConfigured() {
        var strict = anotherInstance("--frontrow.rate-limit.per-user=3", "--frontrow.rate-limit.per-address=20");
        try {
            var kim = Fans.signUp(strict);
            var lee = Fans.signUp(strict);
            assertThat(burst(strict, kim, 8)).contains(403, 429);
            assertThat(asks(strict, lee).status()).isEqualTo(403);
            strict.clock().advance(Duration.ofSeconds(1));
            assertThat(asks(strict, kim).status()).isEqualTo(403);
            assertThat(burst(strict, null, 60)).contains(401, 429);
            var refused = IntStream.range(0, 60)
                    .mapToObj(i -> asks(strict, null))
                    .filter(answer -> answer.status() == 429)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.error()).isEqualTo("RATE_LIMITED");
            assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0))
                    .isEqualTo(1);
            assertThat(burst(server, Fans.signUp(server), 60)).containsOnly(403);
        } finally {
            strict.stop();
        }
    }

    /** Q7: an address is what routing makes of it, however it is written. */
    @Test
    void anAddressWrittenAnotherWayIsLimitedAlike() {
        var strict = anotherInstance("--frontrow.rate-limit.per-address=20");
        try {
            var api = new Api(strict.origin() + "/%61p%69/v1", null, Map.of());
            assertThat(IntStream.range(0, 60)
                            .mapToObj(i -> api.get("/admin/users").status()))
                    .contains(401, 429);
        } finally {
            strict.stop();
        }
    }

    private TestServer anotherInstance(String... arguments) {
        var environment = server.bean(Environment.class);
        var all = new ArrayList<>(List.of(arguments));
        for (var name : List.of(
                "spring.datasource.url",
                "spring.datasource.username",
                "spring.datasource.password",
                "spring.data.redis.host",
                "spring.data.redis.port",
                "spring.data.redis.password",
                "spring.kafka.bootstrap-servers")) {
            if (environment.containsProperty(name)) {
                all.add("--" + name + "=" + environment.getProperty(name));
            }
        }
        return TestServer.with(
                Path.of(environment.getRequiredProperty("frontrow.data-dir")), all.toArray(String[]::new));
    }

    private static List<Integer> burst(TestServer instance, Fans.@Nullable Fan fan, int calls) {
        return IntStream.range(0, calls)
                .parallel()
                .mapToObj(i -> asks(instance, fan).status())
                .toList();
    }

    private static Api.Answer asks(TestServer instance, Fans.@Nullable Fan fan) {
        var api = fan == null ? instance.api() : instance.api().as(fan.accessToken());
        return api.get("/admin/users");
    }

    private static Api.Answer logIn(TestServer instance, String email, String password) {
        return instance.api().post("/auth/login", Map.of("email", email, "password", password));
    }

    private static int portOfNobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
