package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** No such performance, or none on sale on that date. */
public final class PerformanceNotFound extends Problem {
    /** For a performance that was named, or a date that was. */
    public PerformanceNotFound() {
        super(Kind.NOT_FOUND, "PERFORMANCE_NOT_FOUND");
    }
}
