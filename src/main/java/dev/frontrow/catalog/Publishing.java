package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.PatientTransaction;
import dev.frontrow.shared.ZoneSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Service;

/**
 * What organizers do to concerts (O1). The instance that was asked shows the change at once, others within 200 ms;
 * when its waiting room opens, within half a second. Performances of a withdrawn concert are found no more, so none of
 * their seats can be held. A hold already on its way, or made in those 200 ms, is as good as any: it is paid or it
 * lapses.
 */
@Service
class Publishing {

    private final PublishingStore store;
    private final Concerts concerts;
    private final Performances performances;
    private final ZoneSettings zone;
    private final Clock clock;
    private final PatientTransaction transaction;

    Publishing(
            PublishingStore store,
            Concerts concerts,
            Performances performances,
            ZoneSettings zone,
            Clock clock,
            PatientTransaction transaction) {
        this.store = store;
        this.concerts = concerts;
        this.performances = performances;
        this.zone = zone;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * A new concert with its performances and their seats.
     *
     * @throws dev.frontrow.shared.InvalidRequest when dates or layout cannot be
     * @throws PerformanceExists when two of the performances are on one date
     */
    Concert publish(NewConcert asked) {
        var now = clock.instant();
        asked.check(now);
        var id = transaction.run(() -> {
            var concert = store.insert(asked, now);
            asked.performances().forEach(performance -> insert(concert, performance, now));
            return concert;
        });
        forget(id);
        return concerts.byId(id);
    }

    /**
     * One more performance.
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn
     * @throws dev.frontrow.shared.InvalidRequest when dates or layout cannot be
     * @throws PerformanceExists when the concert plays on that date already
     */
    Showing add(ConcertId concert, NewPerformance asked) {
        var now = clock.instant();
        asked.check("", now);
        var id = changing(concert, () -> {
            if (!store.holdOnTo(concert)) {
                throw new ConcertNotFound();
            }
            return insert(concert, asked, now);
        });
        return concerts.byId(concert).showings().stream()
                .filter(showing -> showing.performance().id().equals(id))
                .findAny()
                .orElseThrow(PerformanceNotFound::new);
    }

    /**
     * Changes what is not null. In a concert that reopens at once from now on, no seat waits any more (H8).
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn
     */
    Concert change(ConcertId id, ConcertChange change) {
        var found = changing(id, () -> {
            var updated = store.update(id, change);
            if (updated && change.reopen() == Reopen.IMMEDIATELY) {
                store.openCanceled(id, clock.instant());
            }
            return updated;
        });
        if (!found) {
            throw new ConcertNotFound();
        }
        return concerts.byId(id);
    }

    /**
     * Takes a concert out of sale and sight.
     *
     * @throws ConcertNotFound when there is no such concert, or it is withdrawn already
     * @throws ConcertHasReservations when a seat of it is held or sold
     */
    void withdraw(ConcertId id) {
        var withdrawn = changing(id, () -> {
            store.keepFromSale(id);
            return store.withdraw(id, clock.instant());
        });
        if (!withdrawn) {
            concerts.byId(id);
            throw new ConcertHasReservations();
        }
    }

    private PerformanceId insert(ConcertId concert, NewPerformance asked, Instant now) {
        var date = asked.begins().atZone(zone.zone()).toLocalDate();
        var id = store.insert(concert, date, asked, now).orElseThrow(() -> new PerformanceExists(date));
        store.insertSeats(id, asked.layout());
        return id;
    }

    private <T> T changing(ConcertId concert, Supplier<T> change) {
        var result = transaction.run(change);
        forget(concert);
        return result;
    }

    private void forget(ConcertId concert) {
        concerts.forget(concert);
        performances.forget();
    }
}
