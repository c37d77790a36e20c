package dev.frontrow.waitingroom;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.OrganizersOnly;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import jakarta.validation.Valid;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Watching and steering a room while it is in use (O2, W12). */
@RestController
@RequestMapping("/api/v1/admin/waiting-rooms/{roomId}")
@OrganizersOnly
class RoomController {

    private final WaitingRooms rooms;
    private final RuleBook rules;
    private final Admission admission;
    private final Waits waits;

    RoomController(WaitingRooms rooms, RuleBook rules, Admission admission, Waits waits) {
        this.rooms = rooms;
        this.rules = rules;
        this.admission = admission;
        this.waits = waits;
    }

    /**
     * A room's rules and live figures.
     *
     * @param capacity inside at once in {@code SLOTS}, per period in {@code CYCLE}
     * @param admitPerMinute null where there is no limit, and in cycles
     * @param period seconds; null in {@code SLOTS}
     * @param session seconds
     * @param grace seconds
     * @param draining nobody joins or is called in, and those inside finish
     */
    record Room(
            RoomId roomId,
            Policy.Kind policy,
            int capacity,
            @Nullable Integer admitPerMinute,
            @Nullable Long period,
            long session,
            long grace,
            boolean paused,
            boolean draining,
            @JsonUnwrapped Figures figures) {

        static Room of(RoomId id, RoomRules rules, RoomState state, @Nullable Duration medianWait) {
            var policy = rules.policy();
            return new Room(
                    id,
                    policy.kind(),
                    policy.capacity(),
                    policy instanceof Policy.Slots slots ? slots.admitPerMinute() : null,
                    policy instanceof Policy.Cycle cycle ? cycle.period().toSeconds() : null,
                    rules.session().toSeconds(),
                    rules.grace().toSeconds(),
                    rules.doors() == RoomRules.Doors.PAUSED,
                    rules.doors() == RoomRules.Doors.DRAINING,
                    new Figures(
                            state.waiting(),
                            state.inside(),
                            state.admittedLastMinute(),
                            medianWait == null ? null : medianWait.toSeconds()));
        }
    }

    /**
     * How many wait, are inside, and were called in during the last minute.
     *
     * @param medianWait seconds that those called in during the last minute have waited; null while unknown
     */
    record Figures(
            long waiting,
            long inside,
            long admittedLastMinute,
            @Nullable Long medianWait) {}

    @GetMapping
    @Refuses("404 WAITING_ROOM_NOT_FOUND")
    Success<Room> show(@PathVariable String roomId) {
        var room = rooms.named(roomId);
        return Success.of(report(room, rules.of(room)));
    }

    @PutMapping
    @Refuses("404 WAITING_ROOM_NOT_FOUND")
    Success<Room> change(Caller caller, @PathVariable String roomId, @Valid @RequestBody RoomChange change) {
        var room = rooms.named(roomId);
        var changed = rules.change(room, change, caller.userId());
        return Success.of(report(room, changed));
    }

    private Room report(RoomId room, RoomRules current) {
        var state = admission.refreshed(room);
        return Room.of(room, current, state, waits.median(room, state, current));
    }
}
