package dev.frontrow.catalog;

import dev.frontrow.catalog.SeatSnapshot.Available;
import dev.frontrow.catalog.SeatSnapshot.SeatMap;
import dev.frontrow.catalog.SeatSnapshot.SeatStates;
import dev.frontrow.shared.BehindGate;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The dates on sale and their free seats (C2–C4). */
@RestController
@RequestMapping("/api/v1")
@BehindGate
class SeatController {

    private final Concerts concerts;
    private final Performances performances;
    private final Seats seats;
    private final Clock clock;

    SeatController(Concerts concerts, Performances performances, Seats seats, Clock clock) {
        this.concerts = concerts;
        this.performances = performances;
        this.seats = seats;
        this.clock = clock;
    }

    record Dates(List<LocalDate> dates, List<OnSale> performances) {}

    record OnSale(
            PerformanceId performanceId,
            ConcertId concertId,
            LocalDate date,
            Instant startsAt,
            int totalSeats,
            int remainingSeats) {

        static OnSale of(Showing showing) {
            var performance = showing.performance();
            return new OnSale(
                    performance.id(),
                    performance.concertId(),
                    performance.date(),
                    performance.startsAt(),
                    performance.totalSeats(),
                    showing.remainingSeats());
        }
    }

    @GetMapping("/seats/dates")
    @Refuses("404 CONCERT_NOT_FOUND")
    Success<Dates> dates(@RequestParam(required = false) @Nullable ConcertId concertId, Caller caller) {
        var now = clock.instant();
        var onSale = concerts.within(caller.scope(), concertId).stream()
                .flatMap(concert -> concert.onSale(now).stream())
                .map(OnSale::of)
                .toList();
        var dates = onSale.stream().map(OnSale::date).distinct().sorted().toList();
        return Success.of(new Dates(dates, onSale));
    }

    @GetMapping("/seats/available")
    @Refuses({"400 CONCERT_REQUIRED", "404 PERFORMANCE_NOT_FOUND", "404 NO_SEATS_AVAILABLE"})
    Written<Success<Available>> available(
            @RequestParam LocalDate date,
            @RequestParam(required = false) @Nullable ConcertId concertId,
            Caller caller) {
        var now = seats.of(performances.on(date, concertId, caller.scope()));
        if (now.remaining() == 0) {
            throw new NoSeatsAvailable();
        }
        return now.available();
    }

    /** Large, so it carries an ETag and is sent again only when a seat has changed (304). */
    @GetMapping("/performances/{performanceId}/seats")
    @AnswersWithTag
    @Refuses("404 PERFORMANCE_NOT_FOUND")
    ResponseEntity<Written<Success<SeatMap>>> map(@PathVariable PerformanceId performanceId, Caller caller) {
        var now = seats.of(performances.byId(performanceId, caller.scope()));
        return Written.tagged(now.tag(), now.map());
    }

    /** A sixtieth of the map, for clients that look every second; with an ETag as well. */
    @GetMapping("/performances/{performanceId}/seats/states")
    @AnswersWithTag
    @Refuses("404 PERFORMANCE_NOT_FOUND")
    ResponseEntity<Written<Success<SeatStates>>> states(@PathVariable PerformanceId performanceId, Caller caller) {
        var now = seats.of(performances.byId(performanceId, caller.scope()));
        return Written.tagged(now.tag(), now.states());
    }
}
