package dev.frontrow.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * {@code bench/run compare}: the servers of two checkouts side by side, in turns of equally many requests, by the
 * processor time a request. Both warm up alike and suffer alike from what else the machine does.
 */
final class Compare {

    private static final int JOINS_A_TURN = 1_500;
    private static final int POLLS_A_TURN = 6_000;
    private static final int POLLERS = 1_000;
    private static final int MOST_TURNS = 10_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Report report;
    private final List<Side> sides = new ArrayList<>();

    /** One of the two, and what its requests took in the second half of the turns, in µs together. */
    private static final class Side {
        private final String home;
        private final Server server;
        private final Loop loop;
        private final Crowd crowd;
        private final long[] nextFan = {0};
        private double joins;
        private double polls;

        Side(String home, Server server, Loop loop, Crowd crowd) {
            this.home = home;
            this.server = server;
            this.loop = loop;
            this.crowd = crowd;
        }
    }

    private Compare(Report report) {
        this.report = report;
    }

    static boolean run(Options options) throws Exception {
        int turns = options.number("turns", 20, 1, MOST_TURNS);
        int connections = options.number("connections", 16, 1, Stage.MOST_CONNECTIONS);
        var with = options.text("with", "");
        if (with.isEmpty() || options.is("url")) {
            throw new Options.Refused("compare wants --with and another checkout; both servers are started here.");
        }
        Server.requireCheckout("with", with);
        var out = Path.of(options.text("out", "bench/target/report"));
        var report = new Report("compare");
        var settings = List.of("--frontrow.waiting-room.capacity=100", "--frontrow.waiting-room.grace=1h");
        if (!Services.named(options).isNoneNamed()) {
            throw new Options.Refused("Each of the two has services of its own: --jdbc-url and --redis-url cannot be.");
        }
        try (var one = Server.of(options, settings);
                var other = Server.of(options.with("home", with), settings)) {
            var compare = new Compare(report);
            compare.add(options.text("home", "."), one, connections);
            compare.add(with, other, connections);
            compare.run(turns);
        }
        return report.finish(out);
    }

    private void add(String home, Server server, int connections) throws Exception {
        var concert = Api.loggedIn(server)
                .post(
                        "/admin/concerts",
                        Map.of("title", home, "description", "", "venue", "Nowhere", "ownWaitingRoom", true))
                .get("concertId")
                .asLong();
        var crowd = new Crowd(home, concert, new Fans(server), report);
        sides.add(new Side(home, server, new Loop(server.address(), connections), crowd));
    }

    private void run(int turns) throws IOException {
        for (int turn = 0; turn < turns; turn++) {
            for (var side : sides) {
                double join = micros(side, into -> side.crowd.joins(into, side.nextFan), JOINS_A_TURN);
                double poll = micros(side, into -> side.crowd.polls(into, POLLERS), POLLS_A_TURN);
                report.tell("%3d  join %5.0f µs  poll %5.0f µs  %s".formatted(turn, join, poll, side.home));
                if (turn >= turns / 2) {
                    side.joins += join;
                    side.polls += poll;
                }
            }
        }
        int counted = turns - turns / 2;
        for (var side : sides) {
            report.figure("join, " + side.home, side.joins / counted, "µs");
            report.figure("poll, " + side.home, side.polls / counted, "µs");
            side.loop.close();
        }
        report.figure("join, first by second", sides.getFirst().joins / sides.getLast().joins, "");
        report.figure("poll, first by second", sides.getFirst().polls / sides.getLast().polls, "");
    }

    private static double micros(Side side, Function<Measurement, Supplier<Request>> load, int requests) {
        var measurement = new Measurement("turn", Set.of(200, 201));
        var feed = load.apply(measurement);
        var sent = new int[1];
        var before = side.server.cpu();
        side.loop.run(() -> sent[0]++ < requests ? feed.get() : null, PATIENCE);
        return side.server.cpu().minus(before).toNanos() / 1000.0 / Math.max(1, measurement.successes());
    }
}
