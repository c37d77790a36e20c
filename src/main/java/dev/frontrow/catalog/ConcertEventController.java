package dev.frontrow.catalog;

import dev.frontrow.catalog.SeatSnapshot.FreeSeat;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Success;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Dates and free seats by id, in the words of those who call a performance a concert event (C5). */
@RestController
@RequestMapping("/api/v1/reservations")
@BehindGate
class ConcertEventController {

    private final Concerts concerts;
    private final Performances performances;
    private final Seats seats;
    private final Clock clock;
    private final Written<Success<List<FreeSeat>>> none;

    ConcertEventController(Concerts concerts, Performances performances, Seats seats, Clock clock, JsonMapper mapper) {
        this.concerts = concerts;
        this.performances = performances;
        this.seats = seats;
        this.clock = clock;
        this.none = Written.success(List.of(), mapper);
    }

    /**
     * A performance on sale.
     *
     * @param currentSeatCount seats taken
     */
    record ConcertEvent(PerformanceId concertEventId, LocalDate startDate, int maxSeatCapacity, int currentSeatCount) {
        static ConcertEvent of(Showing showing) {
            var performance = showing.performance();
            var total = performance.totalSeats();
            return new ConcertEvent(performance.id(), performance.date(), total, total - showing.remainingSeats());
        }
    }

    @GetMapping("/{concertId}/available-dates")
    Success<List<ConcertEvent>> dates(@PathVariable ConcertId concertId, Caller caller) {
        var now = clock.instant();
        return Success.of(concerts.find(concertId, caller.scope()).stream()
                .flatMap(concert -> concert.onSale(now).stream())
                .map(ConcertEvent::of)
                .toList());
    }

    @GetMapping("/{concertEventId}/available-seats")
    Written<Success<List<FreeSeat>>> seats(@PathVariable PerformanceId concertEventId, Caller caller) {
        var now = clock.instant();
        return performances
                .find(concertEventId, caller.scope())
                .filter(performance -> performance.isOnSale(now))
                .map(performance -> seats.of(performance).free())
                .orElse(none);
    }
}
