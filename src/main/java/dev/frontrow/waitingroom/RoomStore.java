package dev.frontrow.waitingroom;

import dev.frontrow.shared.Traces;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Repository;

/**
 * The rooms in Redis: one script per verb, all keys of a room under one hash tag. A room that Redis does not know is
 * put there first. Every method throws {@link Unavailable} when Redis is away, or PostgreSQL where that needs it.
 */
@Repository
class RoomStore {

    private static final List<Long> LOST = List.of(-1L);
    private static final List<Long> FULL = List.of(-2L);
    private static final List<Long> CLOSED = List.of(-3L);
    private static final List<Long> UNDRAWN = List.of(-4L);
    /** Everybody who joins at the same moment may take the numbers that somebody else had asked for. */
    private static final int MOST_TRIES = 50;

    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final List<Object> NO_TOKEN = List.of(0, 0, 0);
    /** In place of the ms since a payment. */
    private static final int NOT_PAID = -1;

    /**
     * Where a number stands.
     *
     * @param position 0 when it does not wait
     * @param inside how long it may still stay inside; zero when it is not inside
     * @param life how long the place is kept
     * @param serial how often the account has asked for the place
     * @param over whether it has ended for good; otherwise whoever neither waits nor is inside may come back (W8)
     * @param entered whether the session began just now
     */
    record Standing(
            long number, long position, Duration inside, Duration life, int serial, boolean over, boolean entered) {
        private static Standing of(List<Long> answer) {
            return new Standing(
                    answer.get(0),
                    answer.get(1),
                    Duration.ofMillis(answer.get(2)),
                    Duration.ofMillis(answer.get(3)),
                    answer.get(4).intValue(),
                    answer.get(5) == 1,
                    answer.size() > 6 && answer.get(6) == 1);
        }
    }

    private final RoomScripts scripts;
    private final RoomCopies copies;
    private final RoomDraws draws;
    private final WaitingRoomSettings settings;
    private final Clock clock;
    private final RedisScript<List<Long>> join;
    private final RedisScript<List<Long>> look;
    private final RoomCrowd enter;
    private final RoomCrowd stay;
    private final RoomCrowd leave;
    private final RedisScript<List<Long>> tick;
    private final RedisScript<List<String>> copy;

    RoomStore(
            RoomScripts scripts,
            RoomCopies copies,
            RoomDraws draws,
            WaitingRoomSettings settings,
            Clock clock,
            Traces traces) {
        this.scripts = scripts;
        this.copies = copies;
        this.draws = draws;
        this.settings = settings;
        this.clock = clock;
        join = scripts.of("turn", "room", "calling", "join");
        look = scripts.of("turn", "room", "look");
        enter = crowd(scripts.of("turn", "room", "enter"), traces);
        stay = crowd(scripts.of("turn", "room", "stay"), traces);
        leave = crowd(scripts.of("turn", "room", "calling", "leave"), traces);
        tick = scripts.of("turn", "room", "calling", "tick");
        copy = scripts.of("turn", "room", "copy");
    }

    /**
     * The account's place, a new one at the back if it has none.
     *
     * @param shown a token that the account has of this room, believed where Redis has lost the account (W13)
     * @throws WaitingRoomClosed when it has none and nobody may join at present
     */
    Standing join(RoomId room, UserId user, @Nullable QueueToken shown, RoomRules rules) {
        var more = shownIfAny(shown);
        more.add(rules.doors() == RoomRules.Doors.DRAINING ? 1 : 0);
        var answer = run(join, room, RoomKeys.of(room, user), rules, more);
        if (answer.equals(CLOSED)) {
            throw new WaitingRoomClosed();
        }
        return Standing.of(answer);
    }

    Standing look(QueueToken token, RoomRules rules) {
        return Standing.of(run(look, token.room(), RoomKeys.of(token.room(), token.user()), rules, shown(token)));
    }

    /** Looks on behalf of a booking call, the first of which begins the session. */
    Standing enter(QueueToken token, RoomRules rules) {
        return Standing.of(run(enter, token.room(), token.user(), rules, shown(token)));
    }

    /** Lets whoever is inside stay for at least that long from now. */
    void stay(RoomId room, UserId user, RoomRules rules, Duration atLeast) {
        run(stay, room, user, rules, List.of(atLeast.toMillis()));
    }

    /**
     * The same without waiting, and only in a room that Redis has.
     *
     * @param then once it is done
     */
    CompletionStage<Void> stayLater(RoomId room, UserId user, RoomRules rules, Duration atLeast, Runnable then) {
        return stay.callLater(room, user, rules, List.of(atLeast.toMillis()), answer -> {
            if (answer.getFirst() >= 0) {
                then.run();
            }
        });
    }

    /** Ends the token's place; false when it had ended before. */
    boolean leave(QueueToken token, RoomRules rules) {
        var more = shownIfAny(token);
        more.add(NOT_PAID);
        return run(leave, token.room(), token.user(), rules, more).getFirst() > 0;
    }

    /**
     * Ends the place from which the account has paid, and says which number that was; 0 when none was.
     *
     * @param shown as when joining
     * @param age of the payment; a place that is younger is left alone
     */
    long end(RoomId room, UserId user, @Nullable QueueToken shown, RoomRules rules, Duration age) {
        var more = shownIfAny(shown);
        more.add(Math.max(0, age.toMillis()));
        return run(leave, room, user, rules, more).getFirst();
    }

    /** Calls in whoever's turn it is, at most one piece of them; at the opening draws first. */
    RoomState tick(RoomId room, RoomRules rules) {
        var answer = run(tick, room, RoomKeys.of(room), rules, List.of());
        if (RoomState.isToBeDrawn(answer) && isDrawn(room, RoomState.frozen(answer))) {
            answer = run(tick, room, RoomKeys.of(room), rules, List.of());
        }
        return RoomState.of(answer, draws.of(room, RoomState.drawn(answer)));
    }

    /** While PostgreSQL is away people go on joining, and nobody is called in. */
    private boolean isDrawn(RoomId room, long participants) {
        try {
            draws.draw(room, participants);
            return true;
        } catch (Unavailable away) {
            return false;
        }
    }

    /** The same, knowing an earlier state: a room in Redis that is before that has lost something (W13). */
    RoomState tick(RoomId room, RoomRules rules, RoomState earlier) {
        var state = tick(room, rules);
        if (state.issued() >= earlier.issued()) {
            return state;
        }
        copies.forgetIfBelow(room, earlier.issued());
        return tick(room, rules);
    }

    /**
     * Copies the room to PostgreSQL, unless the last copy is young enough (W13): a second, or more with thousands
     * inside.
     */
    void copy(RoomId room, RoomRules rules) {
        var copied = scripts.run(copy, RoomKeys.of(room), arguments(rules, List.of()));
        if (copied.size() > 1) {
            copies.keep(room, copied);
        }
    }

    private RoomCrowd crowd(RedisScript<List<Long>> script, Traces traces) {
        return new RoomCrowd((room, keys, rules, more) -> scripts.run(script, keys, arguments(rules, more)), traces);
    }

    private List<Long> run(RoomCrowd crowd, RoomId room, UserId user, RoomRules rules, List<Object> more) {
        return untilThere(room, () -> crowd.call(room, user, rules, more));
    }

    private List<Long> run(
            RedisScript<List<Long>> script, RoomId room, List<String> keys, RoomRules rules, List<Object> more) {
        var arguments = arguments(rules, more);
        return untilThere(room, () -> scripts.run(script, keys, arguments));
    }

    /** Does first what the script says is wanting. */
    private List<Long> untilThere(RoomId room, Supplier<List<Long>> script) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            var answer = script.get();
            if (answer.equals(LOST)) {
                copies.restore(room);
            } else if (answer.equals(FULL)) {
                copies.extend(room);
            } else if (answer.equals(UNDRAWN)) {
                draws.announce(room);
            } else {
                return answer;
            }
        }
        throw new Unavailable(TRY_AGAIN);
    }

    private List<String> arguments(RoomRules rules, List<Object> more) {
        var now = clock.instant();
        var opensIn = rules.opensAt() == null ? Duration.ZERO : Duration.between(now, rules.opensAt());
        var arguments = new ArrayList<String>();
        arguments.add(Integer.toString(rules.policy().capacity()));
        arguments.add(rules.doors() == RoomRules.Doors.OPEN ? "1" : "0");
        arguments.add(Long.toString(Math.max(0, opensIn.toMillis())));
        switch (rules.policy()) {
            case Policy.Slots slots -> {
                arguments.add(Integer.toString(Objects.requireNonNullElse(slots.admitPerMinute(), 0)));
                arguments.add("0");
            }
            case Policy.Cycle cycle -> {
                arguments.add("0");
                arguments.add(Long.toString(cycle.period().toMillis()));
            }
        }
        arguments.add(Long.toString(rules.session().toMillis()));
        arguments.add(Long.toString(rules.grace().toMillis()));
        arguments.add(Long.toString(settings.tokenTtl().toMillis()));
        more.forEach(argument -> arguments.add(argument.toString()));
        return arguments;
    }

    private List<Object> shownIfAny(@Nullable QueueToken token) {
        return new ArrayList<>(token == null ? NO_TOKEN : shown(token));
    }

    /** The token's number, its serial, and how long it is good for, in ms. */
    private List<Object> shown(QueueToken token) {
        return List.of(
                token.number(),
                token.serial(),
                Duration.between(clock.instant(), token.expiresAt()).toMillis());
    }
}
