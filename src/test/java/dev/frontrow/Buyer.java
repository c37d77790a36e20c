package dev.frontrow;

import java.util.Map;

/** A fan at one performance. Each call is answered as the server answers it, be it a refusal. */
public record Buyer(Fans.Fan fan, Stage.Show show) {

    /** A fan with that many points, inside the room in front of the show. */
    public static Buyer with(TestServer server, Stage.Show show, long points) {
        var buyer = new Buyer(Fans.admitted(server), show);
        if (buyer.charge(points, "first").status() != 200) {
            throw new AssertionError("not charged");
        }
        return buyer;
    }

    /** The same fan in the queue again, as after a payment. */
    public Buyer again() {
        return new Buyer(Fans.admit(fan, null), show);
    }

    public Api.Answer hold(int seat) {
        return fan.api().post("/seats/reserve", order(seat));
    }

    public Api.Answer pay(int seat, String key) {
        return fan.api().with("Idempotency-Key", key).post("/seats/payment", order(seat));
    }

    public Api.Answer cancel(int seat) {
        return fan.api().send("DELETE", "/seats/cancel", order(seat));
    }

    public Api.Answer charge(long points, String key) {
        return fan.api()
                .with("Idempotency-Key", key)
                .post("/users/" + fan.userId() + "/balance/charge", Map.of("amount", points));
    }

    public long balance() {
        return fan.api()
                .get("/users/" + fan.userId() + "/balance")
                .body()
                .path("balance")
                .asLong(-1);
    }

    /** How the API names the fan's hold that contains the seat. */
    public Map<String, Object> order(int seat) {
        return Map.of("userId", fan.userId(), "date", show.date(), "seat", seat, "concertId", show.concertId());
    }
}
