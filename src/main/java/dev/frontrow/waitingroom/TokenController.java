package dev.frontrow.waitingroom;

import dev.frontrow.identity.Users;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.UserId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Joining, polling, leaving (W1–W5). */
@RestController
@RequestMapping("/api/v1")
class TokenController {

    private final WaitingRooms rooms;
    private final Polls polls;
    private final RoomBoard board;
    private final QueueTokens tokens;
    private final Users users;
    private final Clock clock;

    TokenController(WaitingRooms rooms, Polls polls, RoomBoard board, QueueTokens tokens, Users users, Clock clock) {
        this.rooms = rooms;
        this.polls = polls;
        this.board = board;
        this.tokens = tokens;
        this.users = users;
        this.clock = clock;
    }

    /** Who wants in, and for which concert, if for one in particular. */
    record Asked(@NotNull UserId userId, @Nullable ConcertId concertId) {}

    record Left(String status) {}

    /**
     * Whether the token opens the booking calls.
     *
     * @param waitingTime seconds; null when available, and while nobody is let in
     */
    record Validation(String status, @Nullable Long waitingTime) {}

    @PostMapping("/token")
    @Refuses({
        "403 FORBIDDEN",
        "404 USER_NOT_FOUND",
        "404 CONCERT_NOT_FOUND",
        "409 WAITING_ROOM_CLOSED",
        "503 TEMPORARILY_UNAVAILABLE"
    })
    Success<PlaceReport> join(Caller caller, @Valid @RequestBody Asked asked) {
        users.require(caller, asked.userId());
        var room = rooms.roomOf(asked.concertId());
        var joined = rooms.join(room, asked.userId(), tokens.shownFor(room, asked.userId()));
        var token = tokens.sign(joined.token(), joined.life());
        return Success.of(report(joined.token(), token, joined.place()));
    }

    @GetMapping("/token")
    @Refuses({"401 QUEUE_TOKEN_REQUIRED", "401 QUEUE_TOKEN_EXPIRED", "429 RATE_LIMITED", "503 TEMPORARILY_UNAVAILABLE"})
    Success<PlaceReport> look() {
        var token = tokens.ofRequest();
        var seen = QueueToken.of(token);
        return Success.of(report(seen, token.getTokenValue(), polls.look(seen)));
    }

    private PlaceReport report(QueueToken seen, String token, Place place) {
        var soldOut = board.of(seen.room()).soldOut();
        return PlaceReport.of(token, seen, place, soldOut, clock.instant());
    }

    /** Leaving twice is leaving once. */
    @DeleteMapping("/token")
    @Refuses({"401 QUEUE_TOKEN_REQUIRED", "503 TEMPORARILY_UNAVAILABLE"})
    Success<Left> leave() {
        rooms.leave(QueueToken.of(tokens.ofRequest()));
        return Success.of(new Left("left"));
    }

    @GetMapping("/reservations/token/validation")
    @Anonymous
    @Refuses({"404 TOKEN_NOT_FOUND", "401 TOKEN_EXPIRED", "503 TEMPORARILY_UNAVAILABLE"})
    Success<Validation> validate(@RequestParam String reservationToken) {
        var seen = tokens.read(reservationToken);
        return Success.of(
                switch (rooms.look(seen)) {
                    case Place.Waiting waiting ->
                        new Validation(
                                "pending",
                                waiting.estimate() == null
                                        ? null
                                        : waiting.estimate().likely().toSeconds());
                    case Place.Admitted _ -> new Validation("available", null);
                    case Place.Ended() -> throw new TokenExpired();
                });
    }
}
