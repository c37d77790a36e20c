package dev.frontrow.catalog;

import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import java.time.Clock;
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
    private final Clock clock;

    ConcertController(Concerts concerts, Clock clock) {
        this.concerts = concerts;
        this.clock = clock;
    }

    record Listings(List<ConcertListing> concerts) {}

    @GetMapping
    Success<Listings> all() {
        var now = clock.instant();
        return Success.of(new Listings(concerts.toCome().stream()
                .map(concert -> ConcertListing.of(concert, now))
                .toList()));
    }

    @GetMapping("/{concertId}")
    @Refuses("404 CONCERT_NOT_FOUND")
    Success<ConcertListing> one(@PathVariable ConcertId concertId) {
        return Success.of(ConcertListing.of(concerts.byId(concertId), clock.instant()));
    }
}
