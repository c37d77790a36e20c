package dev.frontrow.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.frontrow.shared.Caches;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** The seats of each performance. Answers from memory, at most 200 ms old (C6). */
@Service
public class Seats {

    /** Of all performances together; a seat takes some 130 bytes when all its answers are written. */
    private static final int MAX_SEATS_KEPT = 1_000_000;

    private static final int MAX_ROWS_KEPT = 200_000;

    private final CatalogStore store;
    private final JsonMapper mapper;
    private final Snapshots<Performance, SeatSnapshot> snapshots;

    /** Never changes once written (C7). */
    private final Cache<PerformanceId, List<SeatRow>> layouts;

    Seats(CatalogStore store, JsonMapper mapper) {
        this.store = store;
        this.mapper = mapper;
        this.snapshots = new Snapshots<>(
                MAX_SEATS_KEPT, (performance, load) -> performance.totalSeats(), this::load, Ticker.systemTicker());
        this.layouts = Caches.builder()
                .maximumWeight(MAX_ROWS_KEPT)
                .weigher((PerformanceId id, List<SeatRow> rows) -> rows.size())
                .build();
    }

    SeatSnapshot of(Performance performance) {
        return snapshots.get(performance);
    }

    /** Those of the seats that could not be held, as read at most 200 ms ago. */
    public List<Integer> notFree(Performance performance, List<Integer> numbers) {
        var snapshot = of(performance);
        return numbers.stream().filter(number -> !snapshot.isFree(number)).toList();
    }

    /** Every seat of the performance and whether it is free, as read at most 200 ms ago. */
    public SeatPlan plan(Performance performance) {
        return new SeatPlan(layout(performance.id()), of(performance)::isFree);
    }

    /** The same, read anew. */
    public SeatPlan freshPlan(Performance performance) {
        return new SeatPlan(layout(performance.id()), snapshots.getFresh(performance)::isFree);
    }

    /** The row in which the seat stands; empty when the performance has no such seat. */
    public Optional<SeatRow> row(PerformanceId performance, int number) {
        return layout(performance).stream()
                .filter(row -> row.first() <= number && number <= row.last())
                .findFirst();
    }

    private List<SeatRow> layout(PerformanceId id) {
        return layouts.get(id, store::layout);
    }

    private SeatSnapshot load(Performance performance) {
        var id = performance.id();
        return new SeatSnapshot(performance, store.seatStates(id), () -> layout(id), mapper);
    }
}
