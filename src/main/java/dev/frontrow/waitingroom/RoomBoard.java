package dev.frontrow.waitingroom;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.catalog.Concerts;
import dev.frontrow.catalog.Offer;
import dev.frontrow.catalog.Written;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Success;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What hangs in front of every room for all to see: written once per look at Redis, whatever the number of those who
 * read it. What it says of the seats comes from PostgreSQL, and whoever polls does not wait for one that is silent.
 */
@Component
class RoomBoard {

    private static final int MOST_ROOMS = 10_000;
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);
    /** For a new notice; then the one before does. */
    private static final Duration PATIENCE = Duration.ofMillis(300);

    /**
     * What is shown of a room.
     *
     * @param seen the look at Redis that it was made of
     * @param offer what was for sale behind the room then
     */
    record Notice(RoomState seen, Offer offer, boolean soldOut, Written<Success<RoomReport>> answer) {

        /** An equal look that came later is another one: the rules and the seats may have changed since. */
        @SuppressWarnings("ReferenceEquality")
        private boolean isOf(RoomState look) {
            return seen == look;
        }
    }

    private final Admission admission;
    private final RuleBook rules;
    private final Concerts concerts;
    private final JsonMapper mapper;
    private final Clock clock;
    private final Cache<RoomId, Notice> notices = Caches.builder()
            .maximumSize(MOST_ROOMS)
            .expireAfterAccess(FORGOTTEN_AFTER)
            .build();
    /** Those that are just being written. */
    private final ConcurrentMap<RoomId, CompletableFuture<Notice>> drafts = new ConcurrentHashMap<>();

    RoomBoard(Admission admission, RuleBook rules, Concerts concerts, JsonMapper mapper, Clock clock) {
        this.admission = admission;
        this.rules = rules;
        this.concerts = concerts;
        this.mapper = mapper;
        this.clock = clock;
    }

    /**
     * The room as last seen, at most a tick ago while Redis and PostgreSQL are there.
     *
     * @throws dev.frontrow.shared.Unavailable when this instance has never seen it and Redis or PostgreSQL is away
     */
    Notice of(RoomId room) {
        var shown = notices.getIfPresent(room);
        if (shown != null && shown.isOf(admission.of(room))) {
            return shown;
        }
        var draft = drafts.computeIfAbsent(room, this::draft);
        var answer = shown == null ? draft : draft.copy().completeOnTimeout(shown, PATIENCE.toMillis(), MILLISECONDS);
        try {
            return answer.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private CompletableFuture<Notice> draft(RoomId room) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return renewed(room);
                    } finally {
                        drafts.remove(room);
                    }
                },
                Thread::startVirtualThread);
    }

    private Notice renewed(RoomId room) {
        var shown = notices.getIfPresent(room);
        var state = admission.known(room);
        var notice = shown != null && shown.isOf(state) ? shown : written(room, state, offer(room, shown));
        notices.put(room, notice);
        return notice;
    }

    /** While PostgreSQL is away, what is left to buy stays as it was shown last. */
    private Offer offer(RoomId room, @Nullable Notice shown) {
        return Outage.orKnown(shown == null ? null : shown.offer, () -> concerts.offer(room.scope()));
    }

    private Notice written(RoomId room, RoomState state, Offer offer) {
        var report = RoomReport.of(room, state, rules.of(room), offer, clock.instant());
        return new Notice(state, offer, report.soldOut(), Written.success(report, mapper));
    }
}
