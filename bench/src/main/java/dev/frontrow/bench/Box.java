package dev.frontrow.bench;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The box office: concerts on sale, and buyers inside with a token and a full wallet, who hold and pay. */
final class Box {

    static final int BUYERS = 20_000;
    static final int HALL_SEATS = 60_000;

    /** So many look around and never pay. */
    private static final int READERS = 1_000;

    private static final int HALLS = 10;
    private static final int SMALL_SEATS = 50;
    private static final int MAP_SEATS = 1_200;
    private static final int LONE_HOLDS = 30_000;
    /** Without a common divisor with the number of seats, so that every seat comes up once. */
    private static final int STRIDE = 7_919;

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member RESERVATION = Answer.Member.named("reservationId");

    private final Server server;
    private final Api organizer;
    private final Fans fans;
    private final List<String> tokens = new ArrayList<>();
    private final ArrayDeque<Integer> outside = new ArrayDeque<>();
    private final ArrayDeque<Payable> payable = new ArrayDeque<>();
    private final ArrayDeque<Payable> lonePayable = new ArrayDeque<>();
    private final Set<Integer> winners = new HashSet<>();
    private Concert halls;
    private Concert small;
    private Concert map;
    private long next;
    private int contested = MAP_SEATS;
    private int turn;

    /** What is held and not paid yet. */
    private record Payable(String reservation, int fan) {}

    /** A concert with its performances, one a day from that day on. */
    private record Concert(long id, List<Long> performances, LocalDate first) {}

    Box(Server server, Api organizer, Fans fans) {
        this.server = server;
        this.organizer = organizer;
        this.fans = fans;
    }

    /** Publishes the concerts and lets the buyers in. */
    void open(Stage stage) throws Exception {
        fans.signUp(0, BUYERS + 1);
        fans.fillWallets(0, BUYERS + 1);
        halls = publish("halls", HALLS + 1, HALL_SEATS);
        small = publish("small", 1, SMALL_SEATS);
        map = publish("map", 1, MAP_SEATS);
        for (int fan = 0; fan < BUYERS; fan++) {
            tokens.add("");
            outside.add(fan);
        }
        letIn(stage);
        tokens.add(fans.accessToken(BUYERS)); // the one who pays for many needs no admission
        holdByTable();
    }

    /** Lets those in who have no token, or none any more because they paid (W11). */
    void letIn(Stage stage) {
        while (!outside.isEmpty()) {
            stage.warmUp(into -> () -> outside.isEmpty() ? null : join(into, outside.poll()), Duration.ofSeconds(10));
        }
    }

    private Concert publish(String title, int days, int seats) throws Exception {
        var first = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var id = organizer
                .post("/admin/concerts", Map.of("title", title, "description", "", "venue", "Nowhere"))
                .get("concertId")
                .asLong();
        for (int day = 0; day < days; day++) {
            var starts = first.plus(day, ChronoUnit.DAYS).toString();
            organizer.post(
                    "/admin/concerts/" + id + "/performances", Map.of("startsAt", starts, "seats", seats, "price", 1));
        }
        var performances = new ArrayList<Long>();
        try (var connection = server.database();
                var query =
                        connection.prepareStatement("select id from performance where concert_id = ? order by date")) {
            query.setLong(1, id);
            var rows = query.executeQuery();
            while (rows.next()) {
                performances.add(rows.getLong(1));
            }
        }
        return new Concert(id, performances, LocalDate.ofInstant(first, ZONE));
    }

    private Request join(Measurement into, int fan) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\"}";
        return Request.now(Request.post(Request.API + "/token", fans.accessToken(fan), body), into, answer -> {
            if (answer.isSuccess()) {
                tokens.set(fan, answer.text(TOKEN));
            } else {
                outside.add(fan);
            }
        });
    }

    /** Many holds of one buyer, more than the limit allows: they are written into the tables, seat by seat. */
    private void holdByTable() throws Exception {
        try (var connection = server.database();
                var insert = connection.prepareStatement("""
                        with made as (
                            insert into reservation (id, performance_id, concert_id, user_id, seats, amount, status,
                                   held_at, expires_at)
                            select gen_random_uuid(), ?, ?, ?, array[n], 1, 'HELD', now(), now() + interval '1 hour'
                              from generate_series(1, ?) n
                            returning id, performance_id, seats
                        ), held as (
                            update seat s set status = 'HELD', reservation_id = made.id, changed_at = now() from made
                             where s.performance_id = made.performance_id and s.number = made.seats[1]
                        )
                        select id from made
                        """)) {
            insert.setLong(1, halls.performances.getLast());
            insert.setLong(2, halls.id);
            insert.setObject(3, Fans.id(BUYERS));
            insert.setInt(4, LONE_HOLDS);
            var rows = insert.executeQuery();
            while (rows.next()) {
                lonePayable.add(new Payable(rows.getString(1), BUYERS));
            }
        }
    }

    Supplier<Request> alive(Measurement into) {
        var request = Request.get("/actuator/health/liveness", "");
        return () -> Request.now(request, into);
    }

    Supplier<Request> dates(Measurement into) {
        return read(into, "/seats/dates?concertId=" + halls.id, "");
    }

    Supplier<Request> seats(Measurement into) {
        return read(into, "/seats/available?date=" + small.first + "&concertId=" + small.id, "");
    }

    Supplier<Request> map(Measurement into) {
        return read(into, "/performances/" + map.performances.getFirst() + "/seats", "");
    }

    /** The map by those who have it already. */
    Supplier<Request> mapAgain(Measurement into) {
        var path = "/performances/" + map.performances.getFirst() + "/seats";
        try {
            var tag = new Api(server.url(), tokens.getFirst()).entityTag(path);
            return read(into, path, "If-None-Match: " + tag + "\r\n");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Supplier<Request> read(Measurement into, String path, String headers) {
        return () -> {
            turn = (turn + 1) % READERS;
            return Request.now(Request.bytes("GET", Request.API + path, tokens.get(turn), headers, ""), into);
        };
    }

    /** Each one another seat, in no order of the seats. */
    Supplier<Request> holds(Measurement into) {
        return () -> {
            long nth = next++;
            int day = (int) (nth / HALL_SEATS);
            if (day >= HALLS) {
                return null; // sold out
            }
            int seat = (int) (nth % HALL_SEATS * STRIDE % HALL_SEATS) + 1;
            int fan = READERS + (int) (nth % (BUYERS - READERS));
            return Request.now(hold(halls, day, seat, fan), into, answer -> {
                if (answer.isSuccess()) {
                    payable.add(new Payable(answer.text(RESERVATION), fan));
                }
            });
        };
    }

    private byte[] hold(Concert concert, int day, int seat, int fan) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"date\":\"" + concert.first.plusDays(day) + "\",\"seat\":"
                + seat + ",\"concertId\":" + concert.id + "}";
        return Request.post(Request.API + "/seats/reserve", tokens.get(fan), body);
    }

    /** Everybody after one and the same seat, another one each time this is called. */
    Supplier<Request> holdsOfOne(Measurement into) {
        int seat = contested--;
        winners.clear();
        return () -> {
            turn = (turn + 1) % READERS;
            int fan = turn;
            return Request.now(hold(map, 0, seat, fan), into, answer -> {
                if (answer.isSuccess()) {
                    winners.add(fan);
                }
            });
        };
    }

    /** How many got the seat everybody wanted last. */
    int winners() {
        return winners.size();
    }

    /** Pays what was held, each with a key; ends when nothing is left to pay. Who has paid is outside again. */
    Supplier<Request> payments(Measurement into) {
        return () -> payable.isEmpty() ? null : pay(into, payable.poll());
    }

    /** All from one wallet. */
    Supplier<Request> paymentsOfOne(Measurement into) {
        return () -> lonePayable.isEmpty() ? null : pay(into, lonePayable.poll());
    }

    private Request pay(Measurement into, Payable hold) {
        var body = "{\"userId\":\"" + Fans.id(hold.fan) + "\",\"reservationId\":\"" + hold.reservation + "\"}";
        var key = "Idempotency-Key: pay " + hold.reservation + "\r\n";
        var request = Request.bytes("POST", Request.API + "/seats/payment", tokens.get(hold.fan), key, body);
        return Request.now(request, into, answer -> {
            if (answer.isSuccess() && hold.fan < BUYERS) {
                outside.add(hold.fan);
            }
        });
    }
}
