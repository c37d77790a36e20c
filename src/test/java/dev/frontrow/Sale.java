package dev.frontrow;

import dev.frontrow.Fans.Fan;
import dev.frontrow.Stage.Show;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Fans who book through the API, each step of which must go well. */
public record Sale(TestServer server, Show show) {

    /** Of a plain concert: 50 seats at 50,000 points. */
    public static Sale plain(TestServer server) {
        return new Sale(server, Stage.plain(server));
    }

    public Fan holds(Integer... seats) {
        var fan = Fans.admitted(server);
        require(201, fan.api().post("/seats/reserve", order(fan, Map.of("seats", List.of(seats)))));
        return fan;
    }

    public Fan buys(Integer... seats) {
        var fan = holds(seats);
        require(200, fan.api().post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", 200_000)));
        require(200, fan.api().post("/seats/payment", order(fan, Map.of("seat", seats[0]))));
        return fan;
    }

    public void cancels(Fan fan, int seat) {
        require(200, fan.api().send("DELETE", "/seats/cancel", order(fan, Map.of("seat", seat))));
    }

    private Map<String, Object> order(Fan fan, Map<String, Object> seats) {
        var order = new HashMap<String, Object>(seats);
        order.put("userId", fan.userId());
        order.put("date", show.date());
        order.put("concertId", show.concertId());
        return order;
    }

    private static void require(int status, Api.Answer answer) {
        if (answer.status() != status) {
            throw new AssertionError("wanted " + status + ", got " + answer);
        }
    }
}
