package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.shared.web.Operations.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Section 10, invariant 10: a server with one pooled connection answers everything, to many at once, while its
 * scheduled work runs. A request that held the connection and waited for a second one would wait until it times out.
 */
class PoolOfOneIntegrationTests {

    private static final int CALLERS = 16;
    private static final int ROUNDS = 3;
    private static final long IN_TIME_NANOS = 8_000_000_000L;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static TestServer server;
    private static Api organizer;

    private final Queue<String> offences = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() {
        server = TestServer.start(
                "--spring.datasource.hikari.maximum-pool-size=1",
                "--spring.datasource.hikari.connection-timeout=10000"); // a busy machine is no offence
        organizer = Fans.organizer(server).api();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** Invariant 10, for every operation that the server routes. */
    @Test
    void everyOperationWorksWithOneConnection() throws Exception {
        var operations = Operations.of(server);
        assertThat(operations).isNotEmpty();
        var room = Stage.with(server, Map.of("ownWaitingRoom", true));
        var shows = Stream.generate(() -> Stage.plain(server)).limit(CALLERS).toList();
        together(caller -> {
            var fan = Fans.admitted(server);
            var show = shows.get(caller);
            var mixed = new ArrayList<>(operations);
            Collections.shuffle(mixed, new Random(caller));
            for (Operation operation : mixed) {
                call(operation, fan, sensible(fan, show, room.concertId()));
            }
        });
        assertThat(offences).isEmpty();
    }

    /** Invariant 10, for a fan's whole way, again and again. */
    @Test
    void bookingWorksWithOneConnection() throws Exception {
        var show = Stage.plain(server);
        together(caller -> {
            var fan = Fans.admitted(server);
            for (int round = 0; round < ROUNDS; round++) {
                int seat = caller * ROUNDS + round + 1;
                var one = Map.of(
                        "userId", fan.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
                expect(201, fan.api().post("/seats/reserve", one));
                expect(200, fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 50_000)));
                if (round % 2 == 0) {
                    expect(
                            200,
                            fan.api().with("Idempotency-Key", "round " + round).post("/seats/payment", one));
                    fan = Fans.admit(fan, null);
                } else {
                    expect(200, fan.api().send("DELETE", "/seats/cancel", one));
                }
                expect(200, fan.api().get("/reservations?userId=" + fan.userId()));
            }
        });
        assertThat(offences).isEmpty();
        expect(200, organizer.get("/admin/reconciliation"));
    }

    /** What one caller does. */
    private interface Turn {
        void take(int caller) throws Exception;
    }

    private static void together(Turn turn) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Callable<Boolean>> turns = IntStream.range(0, CALLERS)
                    .<Callable<Boolean>>mapToObj(caller -> () -> {
                        turn.take(caller);
                        return true;
                    })
                    .toList();
            for (Future<Boolean> taken : callers.invokeAll(turns)) {
                taken.get();
            }
        }
    }

    private void call(Operation operation, Fan fan, Map<String, Object> values) {
        var path = VARIABLE.matcher(operation.path())
                .replaceAll(found -> Matcher.quoteReplacement(
                        values.getOrDefault(found.group(1), "1").toString()))
                .substring("/api/v1".length());
        var query = operation.parameters().stream()
                .filter(values::containsKey)
                .map(name -> name + "=" + values.get(name))
                .collect(Collectors.joining("&", "?", ""));
        var caller = path.startsWith("/admin") ? organizer : fan.api();
        var begun = System.nanoTime();
        var answer = caller.send(operation.method(), path + query, body(operation, values));
        if (answer.status() >= 500 || System.nanoTime() - begun > IN_TIME_NANOS) {
            offences.add(operation.method() + " " + path + query + " got " + answer.status() + " after "
                    + (System.nanoTime() - begun) / 1_000_000 + " ms");
        }
    }

    private static @Nullable Object body(Operation operation, Map<String, Object> values) {
        var body = new HashMap<String, Object>(values);
        body.keySet().retainAll(operation.bodyMembers());
        return operation.bodyMembers().isEmpty() ? null : body;
    }

    /** What a sensible caller sends for a member, parameter or path variable of that name. */
    private static Map<String, Object> sensible(Fan fan, Stage.Show show, long room) {
        return Map.ofEntries(
                Map.entry("userId", fan.userId().toString()),
                Map.entry("concertId", show.concertId()),
                Map.entry("id", show.concertId()),
                Map.entry("performanceId", show.performanceId()),
                Map.entry("concertEventId", show.performanceId()),
                Map.entry("seatsId", show.performanceId() * 100_000 + 1),
                Map.entry("seat", 1),
                Map.entry("date", show.date()),
                Map.entry("startsAt", show.startsAt().plusSeconds(86_400).toString()),
                Map.entry("amount", 100),
                Map.entry("size", 10),
                Map.entry("email", fan.email()),
                Map.entry("password", "a long enough password"),
                Map.entry("username", "somebody"),
                Map.entry("title", "A title"),
                Map.entry("venue", "A venue"),
                Map.entry("roomId", room),
                Map.entry("capacity", 100),
                Map.entry("blocked", false),
                Map.entry("reservationToken", String.valueOf(fan.api().token())),
                Map.entry("reservationId", "00000000-0000-0000-0000-000000000000"));
    }

    private void expect(int status, Api.Answer answer) {
        if (answer.status() != status) {
            offences.add("wanted " + status + ", got " + answer.status() + " " + answer.envelope());
        }
    }
}
