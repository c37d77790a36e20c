package dev.frontrow.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A concert with its performances, one a day from that day on, behind the room that all share. */
record Concert(long id, List<Long> performances, LocalDate first) {

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");

    /** Publishes one that is on sale at once, each seat for one point. */
    static Concert publish(Api organizer, String title, int days, int seats) throws Exception {
        var first = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var id = organizer
                .post("/admin/concerts", Map.of("title", title, "description", "", "venue", "Nowhere"))
                .get("concertId")
                .asLong();
        var performances = new ArrayList<Long>();
        for (int day = 0; day < days; day++) {
            var starts = first.plus(day, ChronoUnit.DAYS).toString();
            var performance = organizer.post(
                    "/admin/concerts/" + id + "/performances", Map.of("startsAt", starts, "seats", seats, "price", 1));
            performances.add(performance.get("performanceId").asLong());
        }
        return new Concert(id, performances, LocalDate.ofInstant(first, ZONE));
    }

    /** The body of a hold on the n-th day. */
    String hold(int day, int seat, int fan) {
        return "{\"userId\":\"" + Fans.id(fan) + "\",\"date\":\"" + first.plusDays(day) + "\",\"seat\":" + seat
                + ",\"concertId\":" + id + "}";
    }
}
