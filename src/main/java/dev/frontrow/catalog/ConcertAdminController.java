package dev.frontrow.catalog;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.ZoneSettings;
import jakarta.validation.Valid;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Publishing concerts (O1). */
@RestController
@RequestMapping("/api/v1/admin/concerts")
@OrganizersOnly
class ConcertAdminController {

    private final Publishing publishing;
    private final Concerts concerts;
    private final ZoneSettings zone;
    private final Clock clock;

    ConcertAdminController(Publishing publishing, Concerts concerts, ZoneSettings zone, Clock clock) {
        this.publishing = publishing;
        this.concerts = concerts;
        this.zone = zone;
        this.clock = clock;
    }

    /** A concert as fans see it, and what only organizers need. */
    record Published(@JsonUnwrapped ConcertListing concert, Reopen reopen, List<PublishedPerformance> performances) {
        static Published of(Concert concert, Instant now) {
            return new Published(
                    ConcertListing.of(concert, now),
                    concert.reopen(),
                    concert.showings().stream().map(PublishedPerformance::of).toList());
        }
    }

    /**
     * Every concert.
     *
     * @param timeZone that of the dates, in which the halls' clocks show the times
     */
    record AllConcerts(List<Published> concerts, ZoneId timeZone) {}

    /** Also those without a performance to come, which fans are not shown. */
    @GetMapping
    Success<AllConcerts> all() {
        var now = clock.instant();
        return Success.of(new AllConcerts(
                concerts.all().stream()
                        .map(concert -> Published.of(concert, now))
                        .toList(),
                zone.zone()));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses("409 PERFORMANCE_EXISTS")
    Success<Published> publish(@Valid @RequestBody NewConcert concert) {
        return Success.of(Published.of(publishing.publish(concert), clock.instant()));
    }

    @PutMapping("/{concertId}")
    @Refuses("404 CONCERT_NOT_FOUND")
    Success<Published> change(@PathVariable ConcertId concertId, @Valid @RequestBody ConcertChange change) {
        return Success.of(Published.of(publishing.change(concertId, change), clock.instant()));
    }

    @DeleteMapping("/{concertId}")
    @Refuses({"404 CONCERT_NOT_FOUND", "409 CONCERT_HAS_RESERVATIONS"})
    Success<Boolean> withdraw(@PathVariable ConcertId concertId) {
        publishing.withdraw(concertId);
        return Success.of(true);
    }

    @PostMapping("/{concertId}/performances")
    @ResponseStatus(HttpStatus.CREATED)
    @Refuses({"404 CONCERT_NOT_FOUND", "409 PERFORMANCE_EXISTS"})
    Success<PublishedPerformance> add(
            @PathVariable ConcertId concertId, @Valid @RequestBody NewPerformance performance) {
        return Success.of(PublishedPerformance.of(publishing.add(concertId, performance)));
    }
}
