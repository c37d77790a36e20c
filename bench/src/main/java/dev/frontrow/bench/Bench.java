package dev.frontrow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** {@code bench/run <command> [options]}. Ends with 0, with 1 when a promise was broken, with 2 when it cannot run. */
final class Bench {

    private static final String USAGE = """
            bench/run onsale         a whole sale to the last seat, in an open model; report.html
                --fans 20000 --seats 12000 --capacity 2500 --hold 10s --limit 5m --seed 1 --warm-fans 2000
                --crowd 10s (in which people come, before the opening and after it)
                --early 40 --quit 5 --lapse 10 --double 5 (per cent of the fans)
                --instances 2 (behind HAProxy) --kill 5s (one of them, so long after the opening)
                --doubt (the checks themselves)
            bench/run operations     each line of the aims, beside the ceilings of PostgreSQL, Redis, Tomcat
                --only dates,seats,map,map-again,join,poll,hold-one,hold,payment,wallet,half,idle,overload,lapse,start
                --waiting 1000000 --log-gigabytes 4 --overload 10 (times the connections)
            bench/run growth         hold, pay, read, join, poll at ever more seats and people waiting
                --max-seats 10000000 --max-waiting 1000000
            bench/run waiting-room   joining, polling, calling in, with a thousand and with a million waiting
                --waiting 1000000 --pollers 100000
            bench/run rehearsal      the same on paper, in virtual time, for sizes no machine is needed for
                --fans 80000 --seats 5000 --capacity 500 --hold 5m --session 5m --grace 60s --max-seats 4
                --crowd 10m (in which they arrive) --choosing 40s --paying 60s (on average)
                --quit 10 --lapse 15 (per cent of the fans; lapsed seats come back at once) --runs 5
            bench/run compare        joins and polls of two checkouts' servers in turns, by processor time a request
                --home . --with <other checkout> --turns 20

            Options: --name value. Of every command: --out bench/target/report.
            Of all but rehearsal, which has no server: --home . (its checkout), --connections 64 (onsale: 256, compare:
            16). Of operations, growth, waiting-room: --warm-up 30s (operations: 4m), --time 8s (of a phase; operations:
            6s, growth: 5s), --repeats 3.
            Behind -- stand arguments for the server, which starts on services of its own, or on an empty database and
            Redis: --jdbc-url jdbc:postgresql://…/…?user=…&password=… --redis-url redis://:…@…
            With --url http://… a running server is measured, which goes with --jdbc-url, --redis-url, --jwt-secret,
            --organizer-email, --organizer-password.
            """;

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            System.out.print(USAGE);
            System.exit(2);
        }
        try {
            var options = Options.parse(Arrays.asList(arguments).subList(1, arguments.length));
            System.exit(run(arguments[0], options) ? 0 : 1);
        } catch (Options.Refused refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
        } catch (IOException | UncheckedIOException | JedisConnectionException away) {
            System.err.println(); // behind the line that tells the progress
            System.err.println("The run could not go on: " + away.getMessage());
            System.exit(2);
        }
    }

    static boolean run(String command, Options options) throws Exception {
        return switch (command) {
            case "waiting-room" -> WaitingRoom.run(options);
            case "operations" -> Operations.run(options);
            case "onsale" -> OnSale.run(options);
            case "growth" -> Growth.run(options);
            case "rehearsal" -> Rehearsal.run(options);
            case "compare" -> Compare.run(options);
            default -> throw new Options.Refused("There is no " + command + "." + "\n" + USAGE);
        };
    }
}
