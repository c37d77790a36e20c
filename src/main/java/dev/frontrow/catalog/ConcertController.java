package dev.frontrow.catalog;

import dev.frontrow.catalog.Programme.Listings;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.SeatLimit;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.ZoneSettings;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The concerts, for everybody to see (C1). */
@RestController
@RequestMapping("/api/v1/concerts")
@Anonymous
class ConcertController {

    private final Concerts concerts;
    private final ZoneSettings zone;
    private final SeatLimit limit;
    private final Clock clock;

    ConcertController(Concerts concerts, ZoneSettings zone, SeatLimit limit, Clock clock) {
        this.concerts = concerts;
        this.zone = zone;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * A concert's performances to come, on sale or not yet.
     *
     * @param timeZone that of the dates, in which the hall's clocks show the times
     * @param maxSeatsPerUser of each of them, those already held or owned included (H5)
     */
    record ToCome(List<PublishedPerformance> performances, ZoneId timeZone, int maxSeatsPerUser) {}

    @GetMapping
    Written<Success<Listings>> all() {
        return concerts.toCome().listings();
    }

    @GetMapping("/{concertId}")
    @Refuses("404 CONCERT_NOT_FOUND")
    Success<ConcertListing> one(@PathVariable ConcertId concertId) {
        return Success.of(ConcertListing.of(concerts.byId(concertId), clock.instant()));
    }

    /** For everybody: when each goes on sale and what is left of it decides whether to queue at all. */
    @GetMapping("/{concertId}/performances")
    @Refuses("404 CONCERT_NOT_FOUND")
    Success<ToCome> performances(@PathVariable ConcertId concertId) {
        var toCome = concerts.byId(concertId).showings().stream()
                .map(PublishedPerformance::of)
                .toList();
        return Success.of(new ToCome(toCome, zone.zone(), limit.maxSeatsPerUser()));
    }
}
