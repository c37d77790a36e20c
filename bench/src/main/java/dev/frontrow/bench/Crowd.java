package dev.frontrow.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import redis.clients.jedis.Response;

/** Those who wait in one room, with what each was told, so that nobody is told two things. */
final class Crowd {

    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member POSITION = Answer.Member.named("queuePosition");
    private static final Answer.Member NUMBER = Answer.Member.named("number");
    private static final int PIPELINED = 10_000;
    private static final int HOUR_SECONDS = 3_600;
    private static final int MOST_ROUNDS = 60;

    private final String name;
    private final long concert;
    private final Fans fans;
    private final Report report;
    private final Map<Long, Long> numbers = new HashMap<>();
    private final BitSet taken = new BitSet();
    private final List<Poller> pollers = new ArrayList<>();
    private long highest;
    private int turn;

    /** Somebody with a queue token who asks again and again. */
    private static final class Poller {
        private final byte[] request;
        private final long number;
        private long position = Long.MAX_VALUE;

        Poller(byte[] request, long number) {
            this.request = request;
            this.number = number;
        }
    }

    Crowd(String name, long concert, Fans fans, Report report) {
        this.name = name;
        this.concert = concert;
        this.fans = fans;
        this.report = report;
    }

    /** Opens a concert with a room of its own and tells what its people are told there. */
    static Crowd open(String name, Api organizer, Fans fans, Report report) throws IOException, InterruptedException {
        var starts = Instant.now().plus(90, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var concert = organizer.post(
                "/admin/concerts",
                Map.of(
                        "title",
                        "Benchmark " + name,
                        "description",
                        "",
                        "venue",
                        "Nowhere",
                        "ownWaitingRoom",
                        true,
                        "performances",
                        List.of(Map.of("startsAt", starts.toString()))));
        return new Crowd(name, concert.get("concertId").asLong(), fans, report);
    }

    /** Lets so many be inside the room. */
    void resize(Api organizer, int capacity) throws IOException, InterruptedException {
        organizer.put(
                "/admin/waiting-rooms/" + concert,
                Map.of("policy", "SLOTS", "capacity", capacity, "grace", HOUR_SECONDS, "session", HOUR_SECONDS));
    }

    /** Gets everybody up to that many of the fans from the first one on a token to poll with. */
    void comeBack(Stage stage, long from, int many) {
        for (int i = 0; pollerCount() < many && i < MOST_ROUNDS; i++) {
            long next = from + pollerCount();
            stage.warmUp(into -> joinsAgain(into, next, many - pollerCount()), Duration.ofSeconds(2));
        }
    }

    long concert() {
        return concert;
    }

    /** Puts so many in line through Redis alone, by the script the server itself uses. */
    void fill(Server server, Api organizer, long from, int count) throws Exception {
        // The server's own join finds the room in memory afterwards, and Redis the script.
        var call = LearnedCall.overhear(server, Fans.id(from), () -> joinOne(server, from));
        try (var redis = server.redis()) {
            long next = from + 1;
            while (next < from + count) {
                var answers = new ArrayList<Response<Object>>();
                try (var pipeline = redis.pipelined()) {
                    for (long i = next; i < Math.min(from + count, next + PIPELINED); i++) {
                        answers.add(call.run(pipeline, Fans.id(i)));
                    }
                }
                next = took(answers, next);
                if (next < from + count) {
                    joinOne(server, next++); // where the room's numbers have run out, the server gets it more
                }
            }
        }
    }

    /** Notes the numbers given; the first fan who got none. */
    private long took(List<Response<Object>> answers, long from) {
        for (int i = 0; i < answers.size(); i++) {
            var number = (Long) ((List<?>) answers.get(i).get()).getFirst();
            if (number <= 0) {
                return from + i;
            }
            note(from + i, number, 0);
        }
        return from + answers.size();
    }

    private void joinOne(Server server, long fan) throws Exception {
        var reply = new Api(server.url(), fans.accessToken(fan))
                .post("/token", Map.of("userId", Fans.id(fan), "concertId", concert));
        note(fan, numberIn(reply.get("token").asString()), 0);
    }

    /** Joins by new fans, one after the other from that index on. */
    Supplier<Request> joins(Measurement into, long[] nextFan) {
        return () -> join(into, nextFan[0]++);
    }

    /** Joins again by those who wait already, each of whom polls from then on; ends after so many. */
    Supplier<Request> joinsAgain(Measurement into, long from, int count) {
        var next = new long[] {from};
        return () -> next[0] < from + count ? join(into, next[0]++) : null;
    }

    private Request join(Measurement into, long fan) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"concertId\":" + concert + "}";
        long before = highest;
        return Request.now(Request.post(Request.API + "/token", fans.accessToken(fan), body), into, answer -> {
            if (answer.isSuccess()) {
                var token = answer.text(TOKEN);
                long number = numberIn(token);
                note(fan, number, before);
                pollers.add(new Poller(Request.get(Request.API + "/token", token), number));
            }
        });
    }

    /** One number for each, no number for two, and none below one that was told before it was asked for. */
    private void note(long fan, long number, long before) {
        var known = numbers.putIfAbsent(fan, number);
        if (known != null) {
            if (known != number) {
                report.broken(name + ": fan " + fan + " had number " + known + " and now has " + number);
            }
            return;
        }
        if (taken.get((int) number)) {
            report.broken(name + ": number " + number + " was given to a second fan, " + fan);
        }
        if (number <= before) {
            report.broken(name + ": fan " + fan + " got number " + number + " after " + before + " had been told");
        }
        taken.set((int) number);
        highest = Math.max(highest, number);
    }

    private static long numberIn(String token) {
        var parts = token.split("\\.", 3);
        var claims = Base64.getUrlDecoder().decode(parts[1].getBytes(StandardCharsets.US_ASCII));
        return new Answer(0, claims, 0, claims.length).number(NUMBER);
    }

    int pollerCount() {
        return pollers.size();
    }

    /** Polls by the first so many who hold a token, in turns. */
    Supplier<Request> polls(Measurement into, int among) {
        int count = Math.min(among, pollers.size());
        return () -> {
            turn = (turn + 1) % count;
            var poller = pollers.get(turn);
            return Request.now(poller.request, into, answer -> {
                if (answer.isSuccess()) {
                    notePosition(poller, answer.number(POSITION));
                }
            });
        };
    }

    private void notePosition(Poller poller, long position) {
        if (position < 0 || position > poller.position || position > poller.number) {
            report.broken(name + ": number " + poller.number + " was at position " + poller.position + " and is at "
                    + position);
        }
        poller.position = position;
    }

    /** Whoever has the lower number stands before whoever has the higher one. */
    void checkOrder() {
        var asked = pollers.stream()
                .filter(poller -> poller.position < Long.MAX_VALUE && poller.position > 0)
                .sorted((one, other) -> Long.compare(one.number, other.number))
                .toList();
        for (int i = 1; i < asked.size(); i++) {
            var ahead = asked.get(i - 1);
            if (asked.get(i).position <= ahead.position) {
                report.broken(name + ": number " + asked.get(i).number + " stands at " + asked.get(i).position
                        + ", and number " + ahead.number + " at " + ahead.position);
            }
        }
    }
}
