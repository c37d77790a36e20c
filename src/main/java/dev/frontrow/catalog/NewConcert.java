package dev.frontrow.catalog;

import dev.frontrow.shared.InvalidRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;

/**
 * A concert as an organizer publishes it (O1).
 *
 * @param description empty when absent
 * @param ownWaitingRoom false when absent
 * @param reopen {@link Reopen#DAILY} when absent
 * @param performances none when absent; more can be added
 */
record NewConcert(
        @NotBlank @Size(max = MAX_TITLE_CHARACTERS) String title,
        @Size(max = MAX_DESCRIPTION_CHARACTERS) String description,
        @NotBlank @Size(max = MAX_TITLE_CHARACTERS) String venue,
        Boolean ownWaitingRoom,
        Reopen reopen,

        @Size(max = MAX_PERFORMANCES) List<@NotNull @Valid NewPerformance> performances) {

    static final int MAX_TITLE_CHARACTERS = 200;
    static final int MAX_DESCRIPTION_CHARACTERS = 5_000;

    /** In one request; more can be added. */
    private static final int MAX_PERFORMANCES = 100;

    /** In one request and so in one transaction: a few seconds' work. */
    private static final long MAX_SEATS = 600_000;

    NewConcert {
        title = Texts.stripped(title);
        description = Texts.stripped(description);
        venue = Texts.stripped(venue);
        ownWaitingRoom = ownWaitingRoom != null && ownWaitingRoom;
        reopen = reopen == null ? Reopen.DAILY : reopen;
        performances = performances == null ? List.of() : performances;
    }

    /**
     * What no single member can tell.
     *
     * @throws InvalidRequest at the first thing wrong
     */
    void check(Instant now) {
        var seats = 0L;
        for (int i = 0; i < performances.size(); i++) {
            performances.get(i).check("performances[" + i + "].", now);
            seats += performances.get(i).layout().stream()
                    .mapToLong(Section::seats)
                    .sum();
        }
        if (seats > MAX_SEATS) {
            throw new InvalidRequest("performances", "catalog.too-many-seats");
        }
    }
}
