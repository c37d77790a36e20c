package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.util.List;

/**
 * A concert that is not withdrawn.
 *
 * @param showings its performances that have not begun, by date
 */
record Concert(
        ConcertId id,
        String title,
        String description,
        String venue,
        Reopen reopen,
        boolean ownWaitingRoom,
        List<Showing> showings) {

    /** The performances a fan can buy seats of (C2). */
    List<Showing> onSale(Instant now) {
        return showings.stream()
                .filter(showing -> showing.performance().isOnSale(now))
                .toList();
    }
}
