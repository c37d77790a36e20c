package dev.frontrow.catalog;

import dev.frontrow.shared.Problem;

/** No such performance, or none on sale on that date. */
public final class PerformanceNotFound extends Problem {
    PerformanceNotFound() {
        super(Kind.NOT_FOUND, "PERFORMANCE_NOT_FOUND");
    }
}
