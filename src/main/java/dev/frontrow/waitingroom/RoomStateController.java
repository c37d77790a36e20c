package dev.frontrow.waitingroom;

import dev.frontrow.catalog.Written;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import dev.frontrow.shared.web.RequestPlaces;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The state of a room, for everybody to see, and for a page or a CDN to show everybody's position. */
@RestController
@RequestMapping("/api/v1/waiting-rooms/{roomId}")
@Anonymous
class RoomStateController {

    private static final Logger LOG = LoggerFactory.getLogger(RoomStateController.class);
    private static final CacheControl A_SECOND =
            CacheControl.maxAge(Duration.ofSeconds(1)).cachePublic();

    private final WaitingRooms rooms;
    private final RoomBoard board;
    private final RoomStreams streams;
    private final RequestPlaces places;

    RoomStateController(WaitingRooms rooms, RoomBoard board, RoomStreams streams, RequestPlaces places) {
        this.rooms = rooms;
        this.board = board;
        this.streams = streams;
        this.places = places;
    }

    @GetMapping
    @Refuses("404 WAITING_ROOM_NOT_FOUND")
    ResponseEntity<Written<Success<RoomReport>>> show(@PathVariable String roomId) {
        return ResponseEntity.ok()
                .cacheControl(A_SECOND)
                .body(board.of(rooms.named(roomId)).answer());
    }

    /** The same whenever it changes, at most once a second, as server-sent events. */
    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Refuses("404 WAITING_ROOM_NOT_FOUND")
    void events(@PathVariable String roomId, HttpMethod method, HttpServletResponse response) throws IOException {
        var room = rooms.named(roomId);
        board.of(room);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no"); // a proxy is to pass each event on
        if (method.equals(HttpMethod.HEAD)) {
            return;
        }
        try {
            places.withoutPlace(() -> streams.stream(room, response.getOutputStream()));
        } catch (IOException gone) {
            LOG.debug("stream of room {} ended by its client", room, gone);
        }
    }
}
