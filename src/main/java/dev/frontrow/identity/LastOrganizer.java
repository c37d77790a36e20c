package dev.frontrow.identity;

import dev.frontrow.shared.Problem;

/** Nobody would be left to undo it: one organizer who is not blocked has to stay (O5). */
public final class LastOrganizer extends Problem {
    LastOrganizer() {
        super(Kind.CONFLICT, "LAST_ORGANIZER");
    }
}
