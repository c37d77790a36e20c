package dev.frontrow.bench;

import java.util.Arrays;

/** {@code bench/run <command> [options]}. Ends with 0, with 1 when a promise was broken, with 2 when it cannot run. */
final class Bench {

    private static final String USAGE = """
            bench/run waiting-room   joining, polling, calling in, with a thousand and with a million waiting
            bench/run operations     each operation alone, beside what PostgreSQL, Redis and Tomcat reach by themselves

            Options: --name value. Of every command: --connections 64, --warm-up 30s, --time 8s (of a phase), --repeats 2,
            --out bench/target/report, --home . (the checkout whose server it is, to compare two). Behind -- stand
            arguments for the server. With --url http://… a running server is measured, which goes with --jdbc-url,
            --redis-url, --jwt-secret, --organizer-email, --organizer-password.
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
        }
    }

    private static boolean run(String command, Options options) throws Exception {
        return switch (command) {
            case "waiting-room" -> WaitingRoom.run(options);
            case "operations" -> Operations.run(options);
            default -> throw new Options.Refused("There is no " + command + "." + "\n" + USAGE);
        };
    }
}
