package dev.frontrow;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Concerts for tests, published by the organizer. */
public final class Stage {

    /** Days ahead of the server's clock. */
    private static final Duration AHEAD = Duration.ofDays(30);

    private Stage() {}

    /**
     * A concert with one performance on sale. Other tests' concerts may play on the same date, so name the concert.
     *
     * @param date as the API writes it
     */
    public record Show(long concertId, long performanceId, String date, Instant startsAt) {}

    /** 50 seats at 50,000 points, no waiting room of its own, seats reopening daily. */
    public static Show plain(TestServer server) {
        return with(server, Map.of());
    }

    /** The same with other members of the concert, such as {@code ownWaitingRoom} or {@code reopen}. */
    public static Show with(TestServer server, Map<String, Object> concert) {
        return with(server, concert, Map.of());
    }

    /** The same with other members of its performance too, such as {@code seats} or {@code sections}. */
    public static Show with(TestServer server, Map<String, Object> concert, Map<String, Object> performance) {
        var startsAt = server.clock().instant().plus(AHEAD);
        var asked = new HashMap<String, Object>(Map.of("title", "A plain evening", "venue", "Small hall"));
        var showing = new HashMap<String, Object>(Map.of("startsAt", startsAt.toString()));
        showing.putAll(performance);
        asked.put("performances", List.of(showing));
        asked.putAll(concert);
        return shown(publish(server, asked));
    }

    /** Publishes what the body says and gives the answer's body. */
    public static JsonNode publish(TestServer server, Map<String, Object> concert) {
        var answer = Fans.organizer(server).api().post("/admin/concerts", concert);
        if (answer.status() != 201) {
            throw new AssertionError("wanted 201, got " + answer);
        }
        return answer.body();
    }

    /** The first performance of a published concert, from the body that describes it. */
    public static Show shown(JsonNode concert) {
        var performance = concert.path("performances").path(0);
        return new Show(
                concert.path("concertId").asLong(),
                performance.path("performanceId").asLong(),
                performance.path("date").asString(),
                Instant.parse(performance.path("startsAt").asString()));
    }
}
