package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.UserId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What this instance remembers of places, so that not every look at seats asks Redis, and nobody gets by with a place
 * that has ended while Redis is away.
 */
@Component
class RecentPlaces {

    private static final int MOST_PLACES = 200_000;
    /** How long an end on another instance may go unnoticed by who only reads (W10). */
    private static final Duration ADMITTED_FOR = Duration.ofSeconds(1);

    private record Account(RoomId room, UserId user) {
        static Account of(QueueToken token) {
            return new Account(token.room(), token.user());
        }
    }

    private final Cache<QueueToken, Place.Admitted> admitted = Caches.builder()
            .maximumSize(MOST_PLACES)
            .expireAfterWrite(ADMITTED_FOR)
            .build();
    /** Every place of the account up to this number has ended. */
    private final Cache<Account, Long> endedUpTo;

    private final WaitSample sample;

    RecentPlaces(WaitingRoomSettings settings, WaitSample sample) {
        this.sample = sample;
        endedUpTo = Caches.builder()
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

    void admitted(QueueToken token, Place.Admitted place) {
        admitted.put(token, place);
    }

    Place.@Nullable Admitted admitted(QueueToken token) {
        return admitted.getIfPresent(token);
    }

    void ended(QueueToken token) {
        ended(token.room(), token.user(), token.number());
    }

    void ended(RoomId room, UserId user, long upTo) {
        endedUpTo.asMap().merge(new Account(room, user), upTo, Math::max);
    }

    /** Asked before anything else, so that what ended here stays so whatever was on its way from Redis meanwhile. */
    boolean hasEnded(QueueToken token) {
        var upTo = endedUpTo.getIfPresent(Account.of(token));
        return upTo != null && token.number() <= upTo;
    }
}
