package dev.frontrow.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.frontrow.Api;
import dev.frontrow.Fans;
import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage;
import dev.frontrow.TestServer;
import dev.frontrow.shared.web.Operations.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Q6: nothing that anybody sends to any operation gets a 5xx, an answer without the envelope, or none in time. */
class BadInputIntegrationTests {

    private static final long IN_TIME_NANOS = 5_000_000_000L;
    private static final int MAX_OFFENCES_SHOWN = 30;
    private static final int MAX_SHOWN_CHARACTERS = 300;
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final List<String> METHODS =
            List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND");

    private final Queue<String> offences = new ConcurrentLinkedQueue<>();

    /** A server of its own, since some of what is sent may be taken for good. */
    private static TestServer server;

    private static Stage.Show show;

    /** Whose rules are changed for good; the lobby's are not, since every fan has to get in. */
    private static String room;

    private static Api organizer;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        show = Stage.plain(server);
        room = "" + Stage.with(server, Map.of("ownWaitingRoom", true)).concertId();
        organizer = Fans.organizer(server).api();
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    /** One operation and a fan of its own, whom its calls may cost the place or the account. */
    private record Target(Operation operation, Fan fan, Map<String, Object> real) {

        List<Api> known() {
            return List.of(fan.api(), organizer);
        }

        List<Api> everybody() {
            return List.of(server.api(), fan.api(), organizer);
        }

        String method() {
            return operation.method();
        }

        String path(Map<String, String> chosen) {
            return VARIABLE.matcher(operation.path())
                    .replaceAll(found -> Matcher.quoteReplacement(chosen.getOrDefault(
                            found.group(1),
                            real.getOrDefault(found.group(1), "1").toString())))
                    .substring("/api/v1".length());
        }

        String path() {
            return path(Map.of());
        }

        String query(String parameter, String word) {
            return "?"
                    + operation.parameters().stream()
                            .map(name -> name + "=" + (name.equals(parameter) ? word : real.getOrDefault(name, "")))
                            .collect(Collectors.joining("&"));
        }

        Map<String, @Nullable Object> body(Map<String, @Nullable Object> changed) {
            var body = new HashMap<String, @Nullable Object>();
            operation.bodyMembers().stream()
                    .filter(real::containsKey)
                    .forEach(name -> body.put(name, Objects.requireNonNull(real.get(name))));
            body.putAll(changed);
            return body;
        }
    }

    /** What a sensible caller would send for a member, parameter or path variable of that name. */
    private static Map<String, Object> real(Fan fan) {
        return Map.ofEntries(
                Map.entry("userId", fan.userId().toString()),
                Map.entry("concertId", show.concertId()),
                Map.entry("performanceId", show.performanceId()),
                Map.entry("concertEventId", show.performanceId()),
                Map.entry("seatsId", show.performanceId() * 100_000 + 1),
                Map.entry("seat", 1),
                Map.entry("date", show.date()),
                Map.entry("amount", 100),
                Map.entry("size", 10),
                Map.entry("email", "somebody@frontrow.test"),
                Map.entry("password", "long enough a password"),
                Map.entry("username", "somebody"),
                Map.entry("title", "A title"),
                Map.entry("venue", "A venue"),
                Map.entry("roomId", room),
                Map.entry("reservationId", "00000000-0000-0000-0000-000000000000"));
    }

    @Test
    void everyMethodOnEveryPath() {
        forEachOperation(target -> target.everybody()
                .forEach(caller -> METHODS.forEach(method -> check(caller, method, target.path(), null))));
    }

    @Test
    void nonsenseInPathsAndQueries() {
        forEachOperation(target -> target.known()
                .forEach(caller -> Nonsense.WORDS.forEach(word -> {
                    var operation = target.operation();
                    var body = operation.bodyMembers().isEmpty() ? null : target.body(Map.of());
                    VARIABLE.matcher(operation.path())
                            .results()
                            .map(found -> target.path(Map.of(found.group(1), word)))
                            .forEach(path -> check(caller, target.method(), path, body));
                    operation.parameters().stream()
                            .map(parameter -> target.path() + target.query(parameter, word))
                            .forEach(path -> check(caller, target.method(), path, body));
                })));
    }

    @Test
    void nonsenseInBodies() {
        forEachOperation(target -> target.known().forEach(caller -> {
            var members = target.operation().bodyMembers();
            members.stream()
                    .limit(1)
                    .flatMap(_ -> Nonsense.BODIES.stream())
                    .forEach(body -> check(caller, target.method(), target.path(), body));
            members.forEach(member -> Nonsense.VALUES.forEach(value -> {
                var changed = new HashMap<String, @Nullable Object>();
                changed.put(member, value);
                check(caller, target.method(), target.path(), target.body(changed));
            }));
        }));
    }

    @Test
    void nonsenseInHeaders() {
        forEachOperation(target -> target.everybody()
                .forEach(caller -> Nonsense.HEADERS.forEach(
                        (header, value) -> check(caller.with(header, value), target.method(), target.path(), "{}"))));
    }

    private void forEachOperation(Consumer<Target> act) {
        var operations = Operations.of(server);
        assertThat(operations).isNotEmpty();
        operations.parallelStream().forEach(operation -> {
            var fan = Fans.admitted(server);
            act.accept(new Target(operation, fan, real(fan)));
        });
        assertThat(offences.stream().limit(MAX_OFFENCES_SHOWN)).isEmpty();
    }

    private void check(Api caller, String method, String path, @Nullable Object body) {
        var sent = brief(method + " " + path + " " + body);
        var begun = System.nanoTime();
        try {
            var answer = caller.send(method, path, body);
            var bodiless = method.equals("HEAD") || method.equals("OPTIONS");
            if (answer.status() >= 500 || (!bodiless && !isEnvelope(answer))) {
                offences.add(sent + " got " + answer.status() + " " + answer.envelope());
            }
        } catch (RuntimeException | AssertionError e) {
            offences.add(sent + " got " + brief(e.toString()));
        }
        if (System.nanoTime() - begun > IN_TIME_NANOS) {
            offences.add(sent + " took too long");
        }
    }

    private static String brief(String text) {
        return text.substring(0, Math.min(text.length(), MAX_SHOWN_CHARACTERS));
    }

    private static boolean isEnvelope(Api.Answer answer) {
        return answer.status() < 400
                ? answer.envelope().path("result").asString("").equals("success")
                : answer.body().path("code").asInt() == answer.status()
                        && !answer.error().isEmpty();
    }
}
