package dev.frontrow.bench;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands on the command line: {@code --name value} or names alone; behind {@code --} what the server gets. */
final class Options {

    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, String> given = new HashMap<>();
    private final Set<String> asked = new HashSet<>();
    private final List<String> serverArguments;

    private Options(List<String> serverArguments) {
        this.serverArguments = serverArguments;
    }

    /** @throws Refused when it is neither */
    static Options parse(List<String> arguments) {
        int split = arguments.contains("--") ? arguments.indexOf("--") : arguments.size();
        var options =
                new Options(List.copyOf(arguments.subList(Math.min(split + 1, arguments.size()), arguments.size())));
        for (int i = 0; i < split; i++) {
            var argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw new Refused("What is " + argument + "? Options are written --name value.");
            }
            int equals = argument.indexOf('=');
            boolean alone = i + 1 == split || arguments.get(i + 1).startsWith("--");
            if (equals > 0) {
                options.given.put(argument.substring(2, equals), argument.substring(equals + 1));
            } else {
                options.given.put(argument.substring(2), alone ? "" : arguments.get(++i));
            }
        }
        return options;
    }

    /** The same with another value. */
    Options with(String name, String value) {
        var other = new Options(serverArguments);
        other.given.putAll(given);
        other.asked.addAll(asked);
        other.given.put(name, value);
        return other;
    }

    List<String> serverArguments() {
        return serverArguments;
    }

    String text(String name, String otherwise) {
        asked.add(name);
        return given.getOrDefault(name, otherwise);
    }

    /** Whether it stands there, whatever its value. */
    boolean is(String name) {
        asked.add(name);
        return given.containsKey(name);
    }

    /** @throws Refused when it is not one of those */
    int number(String name, int otherwise, int least, int most) {
        var text = text(name, Integer.toString(otherwise));
        try {
            int number = Integer.parseInt(text.replace("_", ""));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // is refused like one out of range
        }
        throw new Refused("--" + name + " wants a whole number from " + least + " to " + most + ".");
    }

    /** From 0 to 100. */
    int percent(String name, int otherwise) {
        return number(name, otherwise, 0, 100);
    }

    /** @throws Refused when it is none, shorter than that or longer than a day */
    Duration duration(String name, String otherwise, Duration least) {
        var text = text(name, otherwise);
        try {
            var duration = Duration.parse("PT" + text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // is refused like one out of range
        }
        throw new Refused("--" + name + " wants a duration such as 10s or 5m, of " + least.toSeconds()
                + " s at least and a day at most.");
    }

    /** To be called once everything known has been asked for. */
    void refuseUnknown() {
        for (var name : given.keySet()) {
            if (!asked.contains(name)) {
                throw new Refused("There is no option --" + name + "; there are " + String.join(", ", asked) + ".");
            }
        }
    }

    /** A sentence for whoever typed the command. */
    static final class Refused extends RuntimeException {
        Refused(String sentence) {
            super(sentence);
        }
    }
}
