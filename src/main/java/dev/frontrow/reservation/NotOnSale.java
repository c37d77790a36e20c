package dev.frontrow.reservation;

import dev.frontrow.shared.Problem;

/** The performance's sale has not begun, or it has begun itself. */
public final class NotOnSale extends Problem {
    NotOnSale() {
        super(Kind.CONFLICT, "NOT_ON_SALE");
    }
}
