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

    int number(String name, int otherwise) {
        try {
            return Integer.parseInt(text(name, Integer.toString(otherwise)).replace("_", ""));
        } catch (NumberFormatException e) {
            throw new Refused("--" + name + " wants a whole number.");
        }
    }

    /** One that makes sense. */
    int number(String name, int otherwise, int least, int most) {
        int number = number(name, otherwise);
        if (number < least || number > most) {
            throw new Refused("--" + name + " wants a whole number from " + least + " to " + most + ".");
        }
        return number;
    }

    Duration duration(String name, String otherwise) {
        var text = text(name, otherwise);
        try {
            return Duration.parse("PT" + text);
        } catch (DateTimeParseException e) {
            throw new Refused("--" + name + " wants a duration such as 10s or 5m.");
        }
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
