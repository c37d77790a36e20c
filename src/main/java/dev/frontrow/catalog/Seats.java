package dev.frontrow.catalog;

import com.github.benmanes.caffeine.cache.Ticker;
import org.springframework.stereotype.Service;

/** The seats of each performance. Answers from memory, at most 200 ms old (C6). */
@Service
class Seats {

    /** Of all performances kept in memory. */
    private static final int MAX_SEATS_KEPT = 1_000_000;

    private final Snapshots<Performance, SeatStates> states;

    Seats(CatalogStore store) {
        this.states = new Snapshots<>(
                MAX_SEATS_KEPT,
                (performance, load) -> performance.totalSeats(),
                performance -> new SeatStates(performance, store.seatStates(performance.id())),
                Ticker.systemTicker());
    }

    SeatStates of(Performance performance) {
        return states.get(performance);
    }
}
