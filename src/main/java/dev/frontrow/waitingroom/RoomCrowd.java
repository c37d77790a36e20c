package dev.frontrow.waitingroom;

import dev.frontrow.shared.Gathering;
import dev.frontrow.shared.Traces;
import dev.frontrow.shared.UserId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A script that many people's calls are made of: those of a room that come at the same moment are one run of it, for
 * which the room's own figures are read once.
 */
final class RoomCrowd {

    /** Redis serves nobody else during a run. */
    private static final int MOST_CALLS = 32;

    /** Runs the script for several users: as many values for each, in their order, or one about the room itself. */
    interface Script {
        List<Long> run(RoomId room, List<String> keys, RoomRules rules, List<Object> arguments);
    }

    private record Call(RoomId room, UserId user, RoomRules rules, List<Object> arguments) {}

    /** What those have in common whose calls are one run. */
    private record Run(RoomId room, RoomRules rules) {
        static Run of(Call call) {
            return new Run(call.room, call.rules);
        }
    }

    private final Script script;
    private final Gathering<Call, List<Long>> gathering;

    RoomCrowd(Script script, Traces traces) {
        this.script = script;
        this.gathering = Gathering.ofScripts(Run::of, this::run, traces, MOST_CALLS);
    }

    /**
     * What the script answers for that user, or of the room when it has to be put into Redis first.
     *
     * @param arguments as many of everybody
     */
    List<Long> call(RoomId room, UserId user, RoomRules rules, List<Object> arguments) {
        return gathering.ask(new Call(room, user, rules, arguments));
    }

    /** The same without waiting. */
    CompletionStage<Void> callLater(
            RoomId room, UserId user, RoomRules rules, List<Object> arguments, Consumer<List<Long>> then) {
        return gathering.askLater(new Call(room, user, rules, arguments), then);
    }

    private List<List<Long>> run(Run run, List<Call> calls) {
        var keys = new ArrayList<>(RoomKeys.of(run.room));
        var arguments = new ArrayList<Object>();
        for (var call : calls) {
            keys.add(RoomKeys.ofUser(run.room, call.user));
            arguments.addAll(call.arguments);
        }
        var answers = script.run(run.room, keys, run.rules, arguments);
        if (answers.size() < calls.size()) {
            return Collections.nCopies(calls.size(), answers);
        }
        int each = answers.size() / calls.size();
        return IntStream.range(0, calls.size())
                .mapToObj(nth -> answers.subList(nth * each, (nth + 1) * each))
                .toList();
    }
}
