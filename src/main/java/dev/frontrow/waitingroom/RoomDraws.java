package dev.frontrow.waitingroom;

import com.github.benmanes.caffeine.cache.Cache;
import dev.frontrow.shared.Caches;
import dev.frontrow.shared.Outage;
import dev.frontrow.shared.Unavailable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/**
 * Brings draws from PostgreSQL, which decides them, to Redis, which calls people in by them (W15). Every method throws
 * {@link Unavailable} when either is needed and away: a room stays shut rather than open without its draw.
 */
@Component
class RoomDraws {

    private static final Logger LOG = LoggerFactory.getLogger(RoomDraws.class);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 1_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** What the scripts say of a room without a draw. */
    private static final long NONE = -2;
    /** What they say, and are told, before the draw. */
    private static final long TO_COME = -1;
    /** Of 100 each; the next tick does what is left. */
    private static final int MOST_PIECES = 1_000;

    private static final long MORE = 1;
    private static final long DONE_NOW = 2;

    private final RoomScripts scripts;
    private final DrawStore store;
    private final RedisScript<List<Long>> announce;
    private final RedisScript<List<Long>> draw;
    private final Cache<RoomId, RoomDraw> known = Caches.builder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterAccess(REMEMBERED)
            .build();

    RoomDraws(RoomScripts scripts, DrawStore store) {
        this.scripts = scripts;
        this.store = store;
        this.announce = scripts.of("announce");
        this.draw = scripts.of("turn", "draw");
    }

    /** Announces the draw of a room in which nobody has a number yet. */
    void announce(RoomId room) {
        known.put(room, Outage.unlessAway(TRY_AGAIN, () -> store.of(room)));
        scripts.run(announce, RoomKeys.of(room), List.of());
    }

    /** What {@code restore.lua} needs to know. */
    List<String> forRestoring(RoomId room) {
        return Outage.unlessAway(TRY_AGAIN, () -> store.find(room))
                .map(announced -> switch (announced) {
                    case RoomDraw.Announced _ -> List.of(Long.toString(TO_COME), "");
                    case RoomDraw.Drawn drawn -> arguments(drawn);
                })
                .orElse(List.of("", ""));
    }

    /**
     * The room's draw.
     *
     * @param drawn what the scripts say of it
     */
    @Nullable
    RoomDraw of(RoomId room, long drawn) {
        if (drawn == NONE) {
            return null;
        }
        var draw = known.getIfPresent(room);
        if (draw == null || (drawn != TO_COME && draw instanceof RoomDraw.Announced)) {
            draw = Outage.unlessAway(TRY_AGAIN, () -> store.of(room));
            known.put(room, draw);
        }
        return draw;
    }

    /**
     * Draws, whichever instance comes first, and however often it is begun anew.
     *
     * @param frozen the last number given before the opening, unless PostgreSQL has fixed it already
     */
    void draw(RoomId room, long frozen) {
        var drawn = Outage.unlessAway(TRY_AGAIN, () -> store.close(room, frozen));
        known.put(room, drawn);
        var arguments = arguments(drawn);
        long done = MORE;
        for (int piece = 0; piece < MOST_PIECES && done == MORE; piece++) {
            done = scripts.run(draw, RoomKeys.of(room), arguments).getFirst();
        }
        if (done == DONE_NOW) {
            LOG.atInfo()
                    .addKeyValue("room", room)
                    .addKeyValue("participants", drawn.participants())
                    .log("drawn");
        }
    }

    private static List<String> arguments(RoomDraw.Drawn drawn) {
        return List.of(Long.toString(drawn.participants()), drawn.order().table());
    }
}
