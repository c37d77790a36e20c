package dev.frontrow.waitingroom;

import dev.frontrow.identity.RateLimited;
import org.springframework.stereotype.Component;

/**
 * The polling call (W3). Whoever asks again before the time told is answered from this instance's memory: people
 * further ahead are called in meanwhile, and the position follows that; who of them left is told at the next poll in
 * time.
 */
@Component
class Polls {

    private final WaitingRooms rooms;
    private final Admission admission;
    private final RecentPlaces recent;

    Polls(WaitingRooms rooms, Admission admission, RecentPlaces recent) {
        this.rooms = rooms;
        this.admission = admission;
        this.recent = recent;
    }

    /**
     * The place, from memory if that is too early to have changed.
     *
     * @throws RateLimited when one token asks more often than anybody could look
     */
    Place look(QueueToken token) {
        if (recent.hasEnded(token)) {
            return new Place.Ended();
        }
        var seen = recent.polled(token);
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
        recent.polled(token, place);
        return place;
    }
}
