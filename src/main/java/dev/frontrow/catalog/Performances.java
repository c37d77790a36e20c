package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Scope;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds the performance a request is about. Answers from memory, at most 200 ms old (C6). */
@Service
public class Performances {

    /**
     * The performance on sale on that date.
     *
     * @param concert may be null when only one concert within the scope plays that day
     * @throws PerformanceNotFound when none is on sale that day
     * @throws ConcertRequired when several concerts play and none is named
     * @throws dev.frontrow.shared.OutOfScope when the concert named lies outside the scope
     */
    public Performance on(LocalDate date, @Nullable ConcertId concert, Scope scope) {
        throw new UnsupportedOperationException();
    }

    /**
     * The performance with that id, on sale or not.
     *
     * @throws PerformanceNotFound when there is none
     * @throws dev.frontrow.shared.OutOfScope when its concert lies outside the scope
     */
    public Performance byId(PerformanceId id, Scope scope) {
        throw new UnsupportedOperationException();
    }
}
