package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Expiry;
import dev.frontrow.identity.RateLimited;
import dev.frontrow.shared.Caches;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * The polling call (W3). Whoever asks again before the time told is answered from this instance's memory: people
 * further ahead are called in meanwhile, and the position follows that; who of them left is told at the next poll in
 * time.
 */
@Component
class Polls {

    private static final int MOST_REMEMBERED = 100_000;
    /** How long whoever is called in may see nothing of an end on another instance. */
    private static final Duration ADMITTED_FOR = Duration.ofSeconds(1);
    /** Polls of one token before the time told, per second of that time; beyond that they are no human's. */
    private static final int MOST_PER_SECOND = 50;

    /** A place as it was when Redis was asked. */
    private record Seen(Place place, AtomicInteger polls) {
        Duration life() {
            return place instanceof Place.Waiting waiting ? waiting.pollAfter() : ADMITTED_FOR;
        }

        boolean isTooMany() {
            return polls.incrementAndGet() > MOST_PER_SECOND * life().toSeconds();
        }
    }

    private final WaitingRooms rooms;
    private final Admission admission;
    private final Cache<QueueToken, Seen> recent = Caches.builder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfter(Expiry.<QueueToken, Seen>writing((token, seen) -> seen.life()))
            .build();

    Polls(WaitingRooms rooms, Admission admission) {
        this.rooms = rooms;
        this.admission = admission;
    }

    /**
     * The place, from memory if that is too early to have changed.
     *
     * @throws RateLimited when one token asks more often than anybody could look
     */
    Place look(QueueToken token) {
        if (rooms.hasEnded(token)) {
            return new Place.Ended();
        }
        var seen = recent.getIfPresent(token);
        if (seen == null) {
            return looked(token);
        }
        if (seen.isTooMany()) {
            throw new RateLimited(seen.life());
        }
        return switch (seen.place()) {
            case Place.Waiting waiting -> movedUp(token, waiting);
            case Place.Admitted inside -> inside;
            case Place.Ended ended -> ended;
        };
    }

    /** At most the distance to the last turn called; never less than the truth, so that it never gets worse later. */
    private Place movedUp(QueueToken token, Place.Waiting waiting) {
        var moved = admission.of(token.room());
        if (waiting.opensIn() != null && moved.draw() instanceof RoomDraw.Drawn) {
            return looked(token); // what was told before the draw was no position
        }
        var distance = moved.turn(token.number()) - moved.serving();
        return distance > 0 ? rooms.waiting(token, Math.min(waiting.position(), distance), waiting) : looked(token);
    }

    private Place looked(QueueToken token) {
        var place = rooms.look(token);
        if (!(place instanceof Place.Ended)) { // asking anew may bring the place back
            recent.put(token, new Seen(place, new AtomicInteger()));
        }
        return place;
    }
}
