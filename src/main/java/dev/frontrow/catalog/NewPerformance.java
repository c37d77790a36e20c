package dev.frontrow.catalog;

import dev.frontrow.shared.InvalidRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A performance as an organizer adds it (O1). Without {@code sections} it has {@code seats} seats in one section.
 *
 * @param onSaleAt when sale begins; at once when null
 * @param seats 50 when null (C7)
 * @param price points a seat, for sections that name no price of their own; 50,000 when null
 */
record NewPerformance(
        @NotNull Instant startsAt,
        @Nullable Instant onSaleAt,
        @Nullable @Min(1) @Max(Section.MAX_SEATS) Integer seats,
        @Nullable @Min(0) @Max(Section.MAX_PRICE) Long price,

        @Nullable @Size(min = 1, max = MAX_SECTIONS) List<@NotNull @Valid NewSection> sections) {

    private static final int MAX_SECTIONS = 1_000;
    private static final int PLAIN_SEATS = 50;
    private static final int PLAIN_SEATS_PER_ROW = 10;
    private static final String PLAIN_SECTION = "FLOOR";
    private static final long PLAIN_PRICE = 50_000;

    /** Nobody plans farther, and a year typed wrong is noticed. */
    private static final Duration FARTHEST = Duration.ofDays(3_660);

    /** When sale begins, in whole milliseconds like every instant the API shows. */
    Instant saleBegins(Instant now) {
        return (onSaleAt == null ? now : onSaleAt).truncatedTo(ChronoUnit.MILLIS);
    }

    Instant begins() {
        return startsAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The seats in the order of their numbers. */
    List<Section> layout() {
        var usual = price == null ? PLAIN_PRICE : price;
        if (sections == null) {
            return List.of(new Section(PLAIN_SECTION, seats == null ? PLAIN_SEATS : seats, PLAIN_SEATS_PER_ROW, usual));
        }
        return sections.stream()
                .map(section -> new Section(
                        section.name(),
                        Math.toIntExact(section.seats()),
                        section.seatsPerRow(),
                        section.price() == null ? usual : section.price()))
                .toList();
    }

    /**
     * What no single member can tell.
     *
     * @param path where it stands in the request, such as {@code performances[0].}, for the answer
     * @throws InvalidRequest at the first thing wrong
     */
    void check(String path, Instant now) {
        if (!startsAt.isAfter(now) || startsAt.isAfter(now.plus(FARTHEST))) {
            throw new InvalidRequest(path + "startsAt", "catalog.starts-in-future");
        }
        if (onSaleAt != null && (!onSaleAt.isBefore(startsAt) || onSaleAt.isBefore(now.minus(FARTHEST)))) {
            throw new InvalidRequest(path + "onSaleAt", "catalog.on-sale-before-start");
        }
        if (sections != null) {
            checkSections(path, sections);
        }
    }

    private void checkSections(String path, List<NewSection> laidOut) {
        if (seats != null) {
            throw new InvalidRequest(path + "seats", "catalog.seats-or-sections");
        }
        if (laidOut.stream().mapToLong(NewSection::seats).sum() > Section.MAX_SEATS) {
            throw new InvalidRequest(path + "sections", "catalog.too-many-seats");
        }
        var names = new HashSet<String>();
        if (!laidOut.stream().map(NewSection::name).allMatch(names::add)) {
            throw new InvalidRequest(path + "sections", "catalog.section-names-differ");
        }
    }
}
