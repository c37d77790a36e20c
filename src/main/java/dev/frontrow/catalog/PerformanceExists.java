package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;
import java.time.LocalDate;

/** The concert plays on that date already (O1). */
public final class PerformanceExists extends Problem {
    PerformanceExists(LocalDate date) {
        super(Kind.CONFLICT, "PERFORMANCE_EXISTS", date.toString());
    }
}
