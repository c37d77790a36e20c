package dev.frontrow.bench;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The box office: concerts on sale, and buyers inside with a token and a full wallet, who hold and pay. */
final class Box {

    static final int BUYERS = 20_000;

    /** Holds that lapse at once are by this many, one each. */
    static final int LAPSING = 10_000;

    private static final int HALL_SEATS = 60_000;
    private static final int HALLS = 14;
    /** So many look around and never pay. */
    private static final int READERS = 1_000;

    private static final int SMALL_SEATS = 50;
    private static final int MAP_SEATS = 1_200;
    private static final int LONE_HOLDS = HALL_SEATS;
    /** Without a common divisor with the number of seats, so that every seat comes up once. */
    private static final int STRIDE = 7_919;

    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member RESERVATION = Answer.Member.named("reservationId");

    private final Server server;
    private final Api organizer;
    private final Fans fans;
    private final List<String> tokens = new ArrayList<>();
    private final ArrayDeque<Integer> outside = new ArrayDeque<>();
    private final ArrayDeque<Payable> payable = new ArrayDeque<>();
    private final ArrayDeque<Payable> lonePayable = new ArrayDeque<>();
    private final List<UUID> held = new ArrayList<>();
    private final List<UUID> paid = new ArrayList<>();
    private final Set<Integer> winners = new HashSet<>();
    private Concert halls;
    private Concert small;
    private Concert map;
    private Concert lapsing;
    private long next;
    private int contested = MAP_SEATS;
    private int turn;

    /** What is held and not paid yet. */
    private record Payable(String reservation, int fan) {}

    Box(Server server, Api organizer, Fans fans) {
        this.server = server;
        this.organizer = organizer;
        this.fans = fans;
    }

    /** Publishes the concerts and lets the buyers in. */
    void open(Stage stage) throws Exception {
        fans.signUp(0, BUYERS + 1);
        fans.fillWallets(0, BUYERS + 1);
        halls = Concert.publish(organizer, "halls", HALLS + 1, HALL_SEATS);
        small = Concert.publish(organizer, "small", 1, SMALL_SEATS);
        map = Concert.publish(organizer, "map", 1, MAP_SEATS);
        lapsing = Concert.publish(organizer, "lapsing", 1, LAPSING);
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
            insert.setLong(1, halls.performances().getLast());
            insert.setLong(2, halls.id());
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
        return read(into, "/seats/dates?concertId=" + halls.id(), "");
    }

    Supplier<Request> seats(Measurement into) {
        return read(into, "/seats/available?date=" + small.first() + "&concertId=" + small.id(), "");
    }

    Supplier<Request> map(Measurement into) {
        return read(into, "/performances/" + map.performances().getFirst() + "/seats", "");
    }

    /** The map by those who have it already. */
    Supplier<Request> mapAgain(Measurement into) {
        var path = "/performances/" + map.performances().getFirst() + "/seats";
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

    /** Each one another seat, in no order of the seats; ends when everything is sold. */
    Supplier<Request> holds(Measurement into) {
        return () -> {
            long nth = next++;
            int day = (int) (nth / HALL_SEATS);
            int seat = (int) (nth % HALL_SEATS * STRIDE % HALL_SEATS) + 1;
            int fan = READERS + (int) (nth % (BUYERS - READERS));
            return day >= HALLS
                    ? null
                    : hold(into, halls.hold(day, seat, fan), fan, id -> payable.add(new Payable(id, fan)));
        };
    }

    /** One seat for each of those whose holds are to lapse together. */
    Supplier<Request> lapsing(Measurement into) {
        var nth = new int[1];
        return () -> {
            int seat = ++nth[0];
            int fan = READERS + seat;
            return seat > LAPSING ? null : hold(into, lapsing.hold(0, seat, fan), fan, _ -> {});
        };
    }

    /** The performance of which all holds are to lapse together. */
    long lapsingPerformance() {
        return lapsing.performances().getFirst();
    }

    /** Everybody after one and the same seat, another one each time this is called. */
    Supplier<Request> holdsOfOne(Measurement into) {
        int seat = contested--;
        winners.clear();
        return () -> {
            turn = (turn + 1) % READERS;
            int fan = turn;
            return hold(into, map.hold(0, seat, fan), fan, _ -> winners.add(fan));
        };
    }

    private Request hold(Measurement into, String body, int fan, Consumer<String> then) {
        var request = Request.post(Request.API + "/seats/reserve", tokens.get(fan), body);
        return Request.now(request, into, answer -> {
            if (answer.isSuccess()) {
                var reservation = answer.text(RESERVATION);
                held.add(UUID.fromString(reservation));
                then.accept(reservation);
            }
        });
    }

    /** How many got the seat everybody wanted last. */
    int winners() {
        return winners.size();
    }

    /** Pays what was held, each with a key; ends when nothing is left to pay. Who has paid is outside again. */
    Supplier<Request> payments(Measurement into) {
        return () -> payable.isEmpty() ? null : pay(into, payable.poll());
    }

    /** Holds until so many can be paid. */
    Supplier<Request> toPay(Measurement into, int many) {
        var holds = holds(into);
        return () -> payable.size() >= many ? null : holds.get();
    }

    /** All from one wallet; a share of what there is to pay from it, so that each round has as many. */
    Supplier<Request> paymentsOfOne(Measurement into, int rounds) {
        int[] left = {LONE_HOLDS / rounds};
        return () -> lonePayable.isEmpty() || left[0]-- <= 0 ? null : pay(into, lonePayable.poll());
    }

    private Request pay(Measurement into, Payable hold) {
        var body = "{\"userId\":\"" + Fans.id(hold.fan) + "\",\"reservationId\":\"" + hold.reservation + "\"}";
        var key = "Idempotency-Key: pay " + hold.reservation + "\r\n";
        var request = Request.bytes("POST", Request.API + "/seats/payment", tokens.get(hold.fan), key, body);
        return Request.now(request, into, answer -> {
            if (answer.isSuccess()) {
                paid.add(UUID.fromString(hold.reservation));
            }
            if (answer.isSuccess() && hold.fan < BUYERS) {
                outside.add(hold.fan);
            }
        });
    }

    /** Reservations acknowledged. */
    List<UUID> held() {
        return held;
    }

    /** Those of them whose payment was acknowledged, and of the one who pays for many. */
    List<UUID> paid() {
        return paid;
    }
}
