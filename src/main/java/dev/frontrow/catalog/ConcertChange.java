package dev.frontrow.catalog;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What an organizer changes of a concert (O1); what is null stays as it is. */
record ConcertChange(
        @Nullable @Size(min = 1, max = NewConcert.MAX_TITLE_CHARACTERS)
        String title,

        @Nullable @Size(max = NewConcert.MAX_DESCRIPTION_CHARACTERS)
        String description,

        @Nullable @Size(min = 1, max = NewConcert.MAX_TITLE_CHARACTERS)
        String venue,

        @Nullable Boolean ownWaitingRoom,
        @Nullable Reopen reopen) {

    ConcertChange {
        title = title == null ? null : title.strip();
        description = description == null ? null : description.strip();
        venue = venue == null ? null : venue.strip();
    }
}
