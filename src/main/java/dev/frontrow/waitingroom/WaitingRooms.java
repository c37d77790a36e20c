package dev.frontrow.waitingroom;

import dev.frontrow.catalog.ConcertNotFound;
import dev.frontrow.catalog.Concerts;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Unavailable;
import dev.frontrow.shared.UserId;
import dev.frontrow.waitingroom.RoomStore.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** The queue in front of the booking calls. */
@Service
public class WaitingRooms {

    private static final Logger LOG = LoggerFactory.getLogger(WaitingRooms.class);
    /** What is answered from memory while Redis is away holds this long. */
    private static final Duration UNCHECKED = Duration.ofSeconds(1);
    /** The most by which instances' clocks differ, and the way to Redis. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(1);

    private final RoomStore store;
    private final RuleBook rules;
    private final Admission admission;
    private final RecentPlaces recent;
    private final Concerts concerts;
    private final Clock clock;

    WaitingRooms(
            RoomStore store, RuleBook rules, Admission admission, RecentPlaces recent, Concerts concerts, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.admission = admission;
        this.recent = recent;
        this.concerts = concerts;
        this.clock = clock;
    }

    /** A place, the token that stands for it, and how long that is good for. */
    record Joined(QueueToken token, Duration life, Place place) {}

    /**
     * The room in which fans wait for that concert.
     *
     * @param concert null for none in particular
     * @throws dev.frontrow.catalog.ConcertNotFound when there is no such concert
     */
    public RoomId roomOf(@Nullable ConcertId concert) {
        return concert != null && concerts.hasOwnWaitingRoom(concert) ? new RoomId(concert) : RoomId.LOBBY;
    }

    /**
     * The room of that name.
     *
     * @param name {@code lobby} or the id of a concert with a room of its own
     * @throws WaitingRoomNotFound when there is none
     */
    RoomId named(String name) {
        try {
            var room = RoomId.valueOf(name);
            if (room.equals(roomOf(room.concert()))) {
                return room;
            }
        } catch (NumberFormatException | ConcertNotFound unknown) {
            throw new WaitingRoomNotFound();
        }
        throw new WaitingRoomNotFound();
    }

    /**
     * The user's place in the room: the one there is already, or at the front after a missed turn, or else at the back
     * (W1, W2, W8).
     *
     * @param shown a token of an earlier answer, if the user has one at hand
     * @throws WaitingRoomClosed when there is none and nobody may join at present
     */
    Joined join(RoomId room, UserId user, @Nullable QueueToken shown) {
        var joined = joined(room, user, store.join(room, user, shown, rules.of(room)));
        recent.joined(joined.token(), joined.place());
        if (recent.hasEnded(joined.token())) { // paid for while Redis was away, so that Redis does not know
            store.leave(joined.token(), rules.of(room));
            return joined(room, user, store.join(room, user, null, rules.of(room)));
        }
        return joined;
    }

    private Joined joined(RoomId room, UserId user, Standing standing) {
        var expiresAt = clock.instant().plus(standing.life()).truncatedTo(ChronoUnit.SECONDS);
        var token = new QueueToken(user, room, standing.number(), standing.serial(), expiresAt);
        return new Joined(token, standing.life(), place(token, standing));
    }

    /** The place as it is now (W3). */
    Place look(QueueToken token) {
        return recent.hasEnded(token) ? new Place.Ended() : remember(token, store.look(token, rules.of(token.room())));
    }

    /** The same place after others were called in. */
    Place.Waiting waiting(QueueToken token, long position, Place.Waiting before) {
        return waiting(token, admission.of(token.room()), position, before.until(), before.serial());
    }

    /** The place on behalf of a call that only reads, at most a second old; else as {@link #enter}. */
    Place enterToRead(QueueToken token) {
        var known = recent.hasEnded(token) ? null : recent.admitted(token);
        return known != null && known.until().isAfter(clock.instant()) ? known : enter(token);
    }

    /**
     * The place on behalf of a booking call; the first one begins the session (W10). A place that has ended anywhere
     * opens nothing more (W14). While Redis is away, holds go on for everybody whom this instance knows to have been
     * called, and not to have paid.
     */
    Place enter(QueueToken token) {
        if (recent.hasEnded(token)) {
            return new Place.Ended();
        }
        try {
            var standing = store.enter(token, rules.of(token.room()));
            if (standing.entered()) {
                told(token.room(), token.user(), token.number(), "admitted");
            }
            var place = remember(token, standing);
            if (place instanceof Place.Admitted inside) {
                recent.admitted(token, inside);
                if (!isSeenToBeCalled(token)) {
                    recent.entered(token);
                }
            }
            return place;
        } catch (Unavailable away) {
            if (!recent.mayHaveEnded(token) && (isSeenToBeCalled(token) || recent.hasEntered(token))) {
                return new Place.Admitted(clock.instant().plus(UNCHECKED), token.serial());
            }
            throw away;
        }
    }

    private boolean isSeenToBeCalled(QueueToken token) {
        return admission.of(token.room()).hasCalled(token.number());
    }

    /** Gives the place or the slot back (W5). */
    void leave(QueueToken token) {
        if (store.leave(token, rules.of(token.room()))) {
            told(token.room(), token.user(), token.number(), "left");
            recent.ended(token);
        }
    }

    /**
     * Ends the place from which the user has just paid, and frees its slot (W11, W14).
     *
     * @param shown as when joining
     */
    void endPaid(RoomId room, UserId user, @Nullable QueueToken shown) {
        end(room, user, shown, Duration.ZERO);
    }

    /** The same for a payment that may be long ago: a place that the user may have taken since then is left alone. */
    void endPaid(ConcertId concert, UserId user, Instant paidAt) {
        end(
                roomOf(concert),
                user,
                null,
                Duration.between(paidAt, clock.instant()).plus(CLOCKS_APART));
    }

    /**
     * Ends the place that was paid from if it is of the room that the concert had then: its organizer may have moved
     * it. Who waits cannot have held from there.
     */
    void endPaidBeforeMove(ConcertId concert, QueueToken shown) {
        var itsOwn = shown.room().concert();
        if ((itsOwn == null || itsOwn.equals(concert)) && look(shown) instanceof Place.Admitted) {
            leave(shown);
        }
    }

    private void end(RoomId room, UserId user, @Nullable QueueToken shown, Duration age) {
        try {
            var number = store.end(room, user, shown, rules.of(room), age);
            if (number > 0) {
                recent.ended(room, user, number);
                told(room, user, number, "paid");
            }
        } catch (Unavailable away) {
            long called = admission.of(room).highestCalled();
            if (age.isZero()) {
                recent.ended(room, user, Math.max(called, recent.lastEntered(room, user)));
            } else {
                recent.mayHaveEnded(room, user, called);
            }
            throw away;
        }
    }

    /** A session does not end before a live hold does (W11). */
    void stayUntil(ConcertId concert, UserId user, Instant until) {
        var room = roomOf(concert);
        var atLeast = Duration.between(clock.instant(), until);
        if (atLeast.isPositive()) {
            store.stay(room, user, rules.of(room), atLeast);
        }
    }

    /**
     * The same without waiting.
     *
     * @param then once it is done; where it cannot be, that is left to a call of {@link #stayUntil}
     */
    CompletionStage<Void> stayLater(ConcertId concert, UserId user, Instant until, Runnable then) {
        var room = roomOf(concert);
        var atLeast = Duration.between(clock.instant(), until);
        if (!atLeast.isPositive()) {
            return CompletableFuture.runAsync(then, Runnable::run);
        }
        return store.stayLater(room, user, rules.of(room), atLeast, then);
    }

    private Place remember(QueueToken token, Standing standing) {
        if (standing.over()) {
            recent.ended(token);
        }
        return place(token, standing);
    }

    private Place place(QueueToken token, Standing standing) {
        var place = placeOf(token, standing);
        recent.saw(token, place);
        return place;
    }

    private Place placeOf(QueueToken token, Standing standing) {
        var now = clock.instant();
        var state = admission.of(token.room()); // looked after from now on, though nobody may ever wait
        if (standing.position() > 0) {
            return waiting(token, state, standing.position(), now.plus(standing.life()), standing.serial());
        }
        return standing.inside().isPositive()
                ? new Place.Admitted(now.plus(standing.inside()), standing.serial())
                : new Place.Ended();
    }

    private Place.Waiting waiting(QueueToken token, RoomState state, long position, Instant until, int serial) {
        var now = clock.instant();
        var rule = rules.of(token.room());
        var policy = rule.policy();
        boolean isCalling = rule.isCalling(now) && !state.isBeforeDraw();
        var seen = isCalling ? state.estimate(token.number(), position, policy) : null;
        var told = isCalling && seen == null ? rule.untilRateIsSeen(position) : seen;
        var lookAfter = state.lookAfter(position, policy, seen);
        return new Place.Waiting(position, lookAfter, told, until, serial, rule.opensIn(now));
    }

    private static void told(RoomId room, UserId user, long number, String what) {
        LOG.atInfo()
                .addKeyValue("room", room)
                .addKeyValue("user", user)
                .addKeyValue("number", number)
                .log(what);
    }
}
