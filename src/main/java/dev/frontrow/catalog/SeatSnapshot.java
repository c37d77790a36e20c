package dev.frontrow.catalog;

import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Success;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.util.function.SingletonSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * A performance's seats as they were at one instant, and the answers telling of them, each written when first
 * asked.
 */
final class SeatSnapshot {

    /** The free seats' numbers (C3). */
    record Available(LocalDate date, PerformanceId performanceId, List<Integer> availableSeats, int remainingSeats) {}

    /** Every seat (C4). */
    record SeatMap(
            PerformanceId performanceId,
            ConcertId concertId,
            LocalDate date,
            Instant startsAt,
            int totalSeats,
            int remainingSeats,
            List<MappedSeat> seats) {}

    record MappedSeat(SeatId seatId, int number, String section, String row, long price, SeatStatus status) {}

    /**
     * The seats' states alone, for those who have the map and want to know what became of it.
     *
     * @param states one letter for each seat in order of their numbers, the first one of its status
     */
    record SeatStates(PerformanceId performanceId, int remainingSeats, String states) {}

    /**
     * The whole hall, for those who watch it: of each row where it begins, and of each seat its state.
     *
     * @param rows in order of the seats' numbers
     * @param states one letter for each seat in that order, the first one of its status
     */
    record Hall(
            PerformanceId performanceId,
            ConcertId concertId,
            LocalDate date,
            Instant startsAt,
            List<SeatRow> rows,
            String states) {}

    /** A free seat in the words of the concert events (C5). */
    record FreeSeat(SeatId seatsId, int seatsNumber) {}

    private final Performance performance;
    private final String letters;
    private final int remaining;
    private final SingletonSupplier<String> tag;
    private final SingletonSupplier<Written<Success<Available>>> available;
    private final SingletonSupplier<Written<Success<SeatMap>>> map;
    private final SingletonSupplier<Written<Success<SeatStates>>> states;
    private final SingletonSupplier<Written<Success<Hall>>> hall;
    private final SingletonSupplier<Written<Success<List<FreeSeat>>>> free;

    /**
     * @param letters one for each seat in order of their numbers, the first one of its {@link SeatStatus}
     * @param layout asked only when the map is written
     */
    SeatSnapshot(Performance performance, String letters, Supplier<List<SeatRow>> layout, JsonMapper mapper) {
        this.performance = performance;
        this.letters = letters;
        this.remaining = (int) freeNumbers().count();
        this.tag = SingletonSupplier.of(() -> Written.tagOf(performance + letters));
        this.available = SingletonSupplier.of(() -> Written.success(toAvailable(), mapper));
        this.map = SingletonSupplier.of(() -> Written.success(toMap(layout.get()), mapper));
        this.states = SingletonSupplier.of(() -> Written.success(toStates(), mapper));
        this.hall = SingletonSupplier.of(() -> Written.success(toHall(layout.get()), mapper));
        this.free = SingletonSupplier.of(() -> Written.success(toFree(), mapper));
    }

    /** Seats that can be held. */
    int remaining() {
        return remaining;
    }

    /** The same for the same seats in the same states, on every instance. */
    String tag() {
        return tag.obtain();
    }

    Written<Success<Available>> available() {
        return available.obtain();
    }

    Written<Success<SeatMap>> map() {
        return map.obtain();
    }

    Written<Success<SeatStates>> states() {
        return states.obtain();
    }

    Written<Success<Hall>> hall() {
        return hall.obtain();
    }

    Written<Success<List<FreeSeat>>> free() {
        return free.obtain();
    }

    private IntStream freeNumbers() {
        return IntStream.rangeClosed(1, letters.length()).filter(this::isFree);
    }

    /** Whether the seat can be held. */
    boolean isFree(int number) {
        return status(number) == SeatStatus.AVAILABLE;
    }

    private SeatStatus status(int number) {
        return SeatStatus.of(letters.charAt(number - 1));
    }

    private Available toAvailable() {
        return new Available(
                performance.date(), performance.id(), freeNumbers().boxed().toList(), remaining);
    }

    private SeatStates toStates() {
        return new SeatStates(performance.id(), remaining, letters);
    }

    private Hall toHall(List<SeatRow> rows) {
        return new Hall(
                performance.id(), performance.concertId(), performance.date(), performance.startsAt(), rows, letters);
    }

    private List<FreeSeat> toFree() {
        return freeNumbers()
                .mapToObj(number -> new FreeSeat(SeatId.of(performance.id(), number), number))
                .toList();
    }

    private SeatMap toMap(List<SeatRow> layout) {
        return new SeatMap(
                performance.id(),
                performance.concertId(),
                performance.date(),
                performance.startsAt(),
                performance.totalSeats(),
                remaining,
                layout.stream()
                        .flatMap(row -> IntStream.range(row.first(), row.first() + row.seats())
                                .mapToObj(number -> seat(row, number)))
                        .toList());
    }

    private MappedSeat seat(SeatRow row, int number) {
        return new MappedSeat(
                SeatId.of(performance.id(), number), number, row.section(), row.row(), row.price(), status(number));
    }
}
