package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this instance remembers of places, so that not every poll or look at seats asks Redis, and nobody gets by with a
 * place that has ended while Redis is away.
 */
@Component
class RecentPlaces {

    private static final int MOST_PLACES = 200_000;
    private static final int MOST_POLLED = 100_000;
    /** Polls of one place before the time told, per second of that time; beyond that they are no human's. */
    private static final int MOST_PER_SECOND = 50;
    /** How long an end on another instance may go unnoticed by who only reads (W10). */
    private static final Duration ADMITTED_FOR = Duration.ofSeconds(1);

    private record Account(RoomId room, UserId user) {
        static Account of(QueueToken token) {
            return new Account(token.room(), token.user());
        }
    }

    private record Numbered(Account account, long number) {
        static Numbered of(QueueToken token) {
            return new Numbered(Account.of(token), token.number());
        }
    }

    /** A place as it was when Redis was asked, for polls before the time told. */
    record Seen(Place place, AtomicInteger polls) {
        private Seen(Place place) {
            this(place, new AtomicInteger());
        }

        Duration life() {
            return place instanceof Place.Waiting waiting ? waiting.pollAfter() : ADMITTED_FOR;
        }

        boolean isTooMany() {
            return polls.incrementAndGet() > MOST_PER_SECOND * life().toSeconds();
        }
    }

    private final Cache<Numbered, Seen> polled = Caches.builder()
            .maximumSize(MOST_POLLED)
            .expireAfter(Expiry.<Numbered, Seen>writing((place, seen) -> seen.life()))
            .build();
    private final Cache<QueueToken, Place.Admitted> admitted = Caches.builder()
            .maximumSize(MOST_PLACES)
            .expireAfterWrite(ADMITTED_FOR)
            .build();
    /** The account's last place that was entered before the room was seen to have called it in. */
    private final Cache<Account, Long> entered;
    /** Every place of the account up to this number has ended. */
    private final Cache<Account, Long> endedUpTo;
    /** The same, or it was taken after the payment: Redis, which knows, was away. */
    private final Cache<Account, Long> doubtedUpTo;

    private final WaitSample sample;

    RecentPlaces(WaitingRoomSettings settings, WaitSample sample) {
        this.sample = sample;
        entered = numbers(settings);
        endedUpTo = numbers(settings);
        doubtedUpTo = numbers(settings);
    }

    private static Cache<Account, Long> numbers(WaitingRoomSettings settings) {
        return Caches.builder()
                .maximumSize(MOST_PLACES)
                .expireAfterWrite(settings.tokenTtl())
                .build();
    }

    /** Somebody has been told a place, who may be one of those whose wait is measured. */
    void joined(QueueToken token, Place place) {
        if (place instanceof Place.Waiting waiting) {
            sample.joined(token, waiting);
        }
    }

    @Nullable
    Seen polled(QueueToken token) {
        return polled.getIfPresent(Numbered.of(token));
    }

    /** Somebody has polled. An end is not remembered: asking anew may bring the place back. */
    void polled(QueueToken token, Place place) {
        if (!(place instanceof Place.Ended)) {
            polled.put(Numbered.of(token), new Seen(place));
        }
    }

    /** Redis was asked on behalf of another call: no poll tells what is older (invariant 8). */
    void saw(QueueToken token, Place place) {
        if (place instanceof Place.Ended) {
            polled.invalidate(Numbered.of(token));
        } else {
            polled.asMap().replace(Numbered.of(token), new Seen(place));
        }
    }

    void admitted(QueueToken token, Place.Admitted place) {
        admitted.put(token, place);
    }

    /** A booking call has shown the place to be inside, which the room as last seen does not tell yet. */
    void entered(QueueToken token) {
        entered.asMap().merge(Account.of(token), token.number(), Math::max);
    }

    Place.@Nullable Admitted admitted(QueueToken token) {
        return admitted.getIfPresent(token);
    }

    boolean hasEntered(QueueToken token) {
        return token.number() == lastEntered(token.room(), token.user());
    }

    /** The number that {@link #entered} was told last of the account; 0 when none is remembered. */
    long lastEntered(RoomId room, UserId user) {
        var number = entered.getIfPresent(new Account(room, user));
        return number == null ? 0 : number;
    }

    void ended(QueueToken token) {
        ended(token.room(), token.user(), token.number());
    }

    void ended(RoomId room, UserId user, long upTo) {
        endedUpTo.asMap().merge(new Account(room, user), upTo, Math::max);
    }

    /** Asked before anything else, so that what ended here stays so whatever was on its way from Redis meanwhile. */
    boolean hasEnded(QueueToken token) {
        return isUpTo(endedUpTo, token);
    }

    void mayHaveEnded(RoomId room, UserId user, long upTo) {
        doubtedUpTo.asMap().merge(new Account(room, user), upTo, Math::max);
    }

    /** Asked while Redis is away. */
    boolean mayHaveEnded(QueueToken token) {
        return isUpTo(doubtedUpTo, token);
    }

    private static boolean isUpTo(Cache<Account, Long> numbers, QueueToken token) {
        var upTo = numbers.getIfPresent(Account.of(token));
        return upTo != null && token.number() <= upTo;
    }
}
