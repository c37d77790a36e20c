package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A concert that is not withdrawn.
 *
 * @param opensAt when the first of its performances goes or went on sale; null while it has none
 * @param showings its performances that have not begun, by date
 */
record Concert(
        ConcertId id,
        String title,
        String description,
        String venue,
        Reopen reopen,
        boolean ownWaitingRoom,
        @Nullable Instant opensAt,
        List<Showing> showings) {

    /** The performances a fan can buy seats of (C2). */
    List<Showing> onSale(Instant now) {
        return showings.stream()
                .filter(showing -> showing.performance().isOnSale(now))
                .toList();
    }
}
