package dev.frontrow.catalog;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A section as an organizer lays it out (C7, O1): rows of equally many seats at one price.
 *
 * @param price points; the performance's when null
 */
record NewSection(
        @NotBlank @Size(max = MAX_NAME_CHARACTERS) String name,
        @NotNull @Min(1) @Max(Section.MAX_SEATS) Integer rows,
        @NotNull @Min(1) @Max(Section.MAX_SEATS) Integer seatsPerRow,
        @Nullable @Min(0) @Max(Section.MAX_PRICE) Long price) {

    private static final int MAX_NAME_CHARACTERS = 50;

    NewSection {
        name = Texts.stripped(name);
    }

    /** Can be far more than a performance may have. */
    long seats() {
        return (long) rows * seatsPerRow;
    }
}
