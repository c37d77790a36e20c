package dev.frontrow.shared;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;

/** New identifiers. */
public final class Ids {

    private static final NoArgGenerator TIME_ORDERED = Generators.timeBasedEpochRandomGenerator();

    private Ids() {}

    /** A UUID version 7 (RFC 9562): time-ordered, so that indexes grow at their end. */
    public static UUID next() {
        return TIME_ORDERED.generate();
    }
}
