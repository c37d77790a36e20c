package dev.frontrow;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.frontrow.embedded.JavaProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Invariants 6 and 9, M2, M4, O4: after a kill -9 at any moment what was acknowledged is there, the rest is done or not
 * done, and the books balance.
 */
class KillIntegrationTests {

    private static final int FANS = 8;
    private static final int SEATS_PER_FAN = 1_000;
    private static final int MOST_BOUGHT = 30;
    private static final int PRICE = 1_000;
    private static final String PASSWORD = "a long enough password";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LEAST_LOAD = Duration.ofMillis(500);
    private static final Duration MOST_LOAD = Duration.ofMillis(2_500);

    private final Path data = TestServer.freshFolder();
    private @Nullable JavaProcess process;
    private Api api = Api.at("");

    @Test
    void whatWasAcknowledgedSurvivesTheKillOfTheServerAndOfEverything() throws Exception {
        startServer();
        var show = publish();
        var fans = new ArrayList<Fan>();
        for (int n = 0; n < FANS; n++) {
            fans.add(signUp(show, n * SEATS_PER_FAN + 1));
        }
        var kills = List.<Consumer<JavaProcess>>of(
                JavaProcess::kill, KillIntegrationTests::killAll, KillIntegrationTests::killAll);
        for (var kill : kills) {
            loadUntil(kill, fans);
            startServer();
            for (var fan : fans) {
                fan.checkAfterKill(api);
            }
            Books.assertBalanced(
                    logIn("admin@frontrow.test", "organizer-password").api());
        }
        assertThat(fans).allSatisfy(fan -> assertThat(fan.acknowledged).isNotEmpty());
    }

    private static int acknowledged(List<Fan> fans) {
        return fans.stream().mapToInt(fan -> fan.acknowledged.size()).sum();
    }

    @AfterEach
    void end() {
        if (process != null) {
            killAll(process);
        }
    }

    private void startServer() {
        process = JavaProcess.start(
                FrontrowApplication.class,
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--frontrow.data-dir=" + data,
                "--frontrow.embedded.binaries-dir=" + TestServer.BINARIES,
                "--frontrow.identity.bcrypt-strength=4",
                "--frontrow.waiting-room.capacity=1000",
                "--frontrow.hold.max-seats-per-user=100",
                "--frontrow.hold.duration=1h",
                "--frontrow.demo=false",
                "--frontrow.admin.email=admin@frontrow.test",
                "--frontrow.admin.password=organizer-password");
        api = Api.at(process.said("Frontrow is ready: ").replace("localhost", "127.0.0.1"));
    }

    /** Server, PostgreSQL, Redis and Kafka, one after the other in any order. */
    private static void killAll(JavaProcess server) {
        var programs = new ArrayList<>(server.family());
        Collections.shuffle(programs);
        int before = ThreadLocalRandom.current().nextInt(programs.size() + 1);
        programs.subList(0, before).forEach(ProcessHandle::destroyForcibly);
        server.kill();
        programs.forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends when every fan has met a server that is gone. */
    private void loadUntil(Consumer<JavaProcess> kill, List<Fan> fans) throws Exception {
        int before = acknowledged(fans);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var buying = new ArrayList<Future<?>>();
            for (var fan : fans) {
                buying.add(threads.submit(() -> fan.buyUntilGone(api)));
            }
            await().atMost(SOON).until(() -> acknowledged(fans) > before); // what may be lost
            LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LEAST_LOAD.toNanos(), MOST_LOAD.toNanos()));
            kill.accept(requireNonNull(process));
            for (var one : buying) {
                one.get();
            }
        }
    }

    private Stage.Show publish() {
        var organizer = logIn("admin@frontrow.test", "organizer-password").api();
        var begins = new MovableClock().instant().plus(Duration.ofDays(30)).toString();
        var sections = List.of(Map.of("name", "A", "rows", FANS, "seatsPerRow", SEATS_PER_FAN, "price", PRICE));
        var answer = organizer.post(
                "/admin/concerts",
                Map.of(
                        "title", "Kill",
                        "venue", "Hall",
                        "performances", List.of(Map.of("startsAt", begins, "sections", sections))));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        return Stage.shown(answer.body());
    }

    private Fan signUp(Stage.Show show, int firstSeat) {
        var email = UUID.randomUUID() + "@frontrow.test";
        var answer = api.post("/users", Map.of("username", "fan", "email", email, "password", PASSWORD));
        assertThat(answer.status()).isEqualTo(201);
        return new Fan(logIn(email, PASSWORD), show, firstSeat);
    }

    private Fans.Fan logIn(String email, String password) {
        var answer = api.post("/auth/login", Map.of("email", email, "password", password));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        var token = answer.body().path("accessToken").asString();
        var user = UUID.fromString(answer.body().path("userId").asString());
        return new Fans.Fan(user, email, token, api.as(token));
    }

    /** Charges, holds and pays seat after seat, and remembers what was answered. */
    private static final class Fan {

        /** A charge or a payment under its key. */
        private record Command(String path, Map<String, Object> body, String key) {
            Api.Answer send(Api api) {
                return api.with("Idempotency-Key", key).post(path, body);
            }
        }

        private final Fans.Fan known;
        private final Stage.Show show;
        private final Map<Command, JsonNode> acknowledged = Collections.synchronizedMap(new LinkedHashMap<>());
        private final List<String> held = new ArrayList<>();
        private @Nullable Command unanswered;
        private int seat;

        Fan(Fans.Fan known, Stage.Show show, int firstSeat) {
            this.known = known;
            this.show = show;
            this.seat = firstSeat;
        }

        void buyUntilGone(Api server) {
            try {
                for (int bought = 0; bought < MOST_BOUGHT; bought++) {
                    seat++;
                    buy(server.as(known.accessToken()));
                }
            } catch (UncheckedIOException | IllegalStateException _) {
                // gone, as it is to be
            }
        }

        private void buy(Api api) {
            send(api, new Command("/users/" + known.userId() + "/balance/charge", Map.of("amount", PRICE), "c" + seat));
            var order = Map.<String, Object>of(
                    "userId", known.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
            var hold = answered(queued(api).post("/seats/reserve", order), 201);
            held.add(hold.body().path("reservationId").asString());
            send(api, new Command("/seats/payment", order, "p" + seat));
        }

        private void send(Api api, Command command) {
            unanswered = command;
            var answer = answered(command.send(api), 200);
            acknowledged.put(command, answer.envelope());
            unanswered = null;
        }

        private Api queued(Api api) {
            var answer = answered(api.post("/token", Map.of("userId", known.userId())), 200);
            var queued = api.as(answer.body().path("token").asString());
            while (!answer.body().path("status").asString().equals("ADMITTED")) {
                answer = answered(queued.get("/token"), 200);
            }
            return queued;
        }

        /** Services that were killed before the server make its last answers a 503, which is none. */
        private static Api.Answer answered(Api.Answer answer, int status) {
            if (answer.status() == 503) {
                throw new IllegalStateException("gone");
            }
            assertThat(answer.status()).as("%s", answer).isEqualTo(status);
            return answer;
        }

        void checkAfterKill(Api server) {
            var api = server.as(known.accessToken());
            acknowledged.forEach((command, first) -> {
                var again = command.send(api);
                assertThat(again.envelope()).isEqualTo(first);
                assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
            });
            if (unanswered != null) {
                send(api, unanswered);
            }
            var list = api.get("/concerts/" + show.concertId() + "/reservations?userId=" + known.userId());
            assertThat(list.body()
                            .path("reservations")
                            .valueStream()
                            .map(one -> one.path("reservationId").asString()))
                    .containsAll(held);
            var balance =
                    api.get("/users/" + known.userId() + "/balance").body().path("balance");
            assertThat(balance.asLong()).isEqualTo(PRICE * (sent("c") - sent("p")));
        }

        private long sent(String kind) {
            return acknowledged.keySet().stream()
                    .filter(command -> command.key().startsWith(kind))
                    .count();
        }
    }
}
