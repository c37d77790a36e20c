package dev.frontrow.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * As many seats as a large seller has, written straight into the tables: ten thousand a performance, twenty of these a
 * concert. Buyers take theirs from all over them, so that no page is warmer than it would be.
 */
final class Stock {

    static final int SEATS = 10_000;

    private static final int BUYERS = 20_000;
    private static final int DAYS = 20;
    /** Without a common divisor with the number of buyers. */
    private static final int STRIDE = 7_919;

    private static final ZoneId ZONE = ZoneId.of("Asia/Seoul");
    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member RESERVATION = Answer.Member.named("reservationId");

    private final Server server;
    private final Fans fans;
    private final List<Showing> showings = new ArrayList<>();
    private final String[] tokens = new String[BUYERS];
    private final ArrayDeque<Integer> outside = new ArrayDeque<>();
    private final ArrayDeque<Payable> payable = new ArrayDeque<>();
    private long concert;
    private long bought;

    /** A performance and the next of its seats to be sold. */
    private static final class Showing {
        private final long concert;
        private final LocalDate date;
        private int nextSeat = 1;

        Showing(long concert, LocalDate date) {
            this.concert = concert;
            this.date = date;
        }
    }

    private record Payable(String reservation, int fan) {}

    Stock(Server server, Fans fans) throws SQLException {
        this.server = server;
        this.fans = fans;
        fans.signUp(0, BUYERS);
        fans.fillWallets(0, BUYERS);
        for (int fan = 0; fan < BUYERS; fan++) {
            outside.add(fan);
        }
    }

    long seats() {
        return (long) showings.size() * SEATS;
    }

    /** Adds performances until there are so many seats. */
    void growTo(long seats) throws SQLException {
        try (var connection = server.database()) {
            while (seats() < seats) {
                int day = showings.size() % DAYS;
                if (day == 0) {
                    concert = insert(connection, """
                            insert into concert (title, description, venue, own_waiting_room, reopen, created_at)
                            values ('stock', '', 'Nowhere', false, 'IMMEDIATELY', now()) returning id
                            """);
                }
                var date = LocalDate.now(ZONE).plusDays(30 + day);
                long performance = insert(connection, """
                        insert into performance
                               (concert_id, date, starts_at, on_sale_at, total_seats, price_from, price_to)
                        values (%d, '%s', timestamp '%s 20:00' at time zone '%s', now(), %d, 1, 1) returning id
                        """.formatted(concert, date, date, ZONE, SEATS));
                insert(connection, """
                        with added as (
                            insert into seat (performance_id, number, section, seat_row, price)
                            select %d, n, 'A', '1', 1 from generate_series(1, %d) n returning 1)
                        select count(*) from added
                        """.formatted(performance, SEATS));
                showings.add(new Showing(concert, date));
            }
        }
    }

    /** What autovacuum would do in its own time. */
    void settle() throws SQLException {
        try (var connection = server.database();
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze seat, seat_tally, reservation, performance");
            statement.execute("checkpoint");
        }
    }

    private static long insert(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Lets those in who have no token, or none any more because they paid. */
    void letIn(Stage stage) {
        while (!outside.isEmpty()) {
            stage.warmUp(into -> () -> outside.isEmpty() ? null : join(into, outside.poll()), Duration.ofSeconds(10));
        }
    }

    private Request join(Measurement into, int fan) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\"}";
        return Request.now(Request.post(Request.API + "/token", fans.accessToken(fan), body), into, answer -> {
            if (answer.isSuccess()) {
                tokens[fan] = answer.text(TOKEN);
            } else {
                outside.add(fan);
            }
        });
    }

    /** So many seats from all performances in turns; ends before when they are sold out. */
    Supplier<Request> holds(Measurement into, int many) {
        var left = new int[] {many};
        return () -> {
            var showing = left[0]-- > 0 ? nextWithSeats() : null;
            if (showing == null) {
                return null;
            }
            int fan = (int) (bought++ * STRIDE % BUYERS);
            var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"date\":\"" + showing.date + "\",\"seat\":"
                    + showing.nextSeat++ + ",\"concertId\":" + showing.concert + "}";
            return Request.now(Request.post(Request.API + "/seats/reserve", tokens[fan], body), into, answer -> {
                if (answer.isSuccess()) {
                    payable.add(new Payable(answer.text(RESERVATION), fan));
                }
            });
        };
    }

    /** In turns; null when everything is sold. */
    private Showing nextWithSeats() {
        for (int i = 0; i < showings.size(); i++) {
            var showing = showings.get((int) ((bought + i) % showings.size()));
            if (showing.nextSeat <= SEATS) {
                return showing;
            }
        }
        return null;
    }

    /** Forgets what is held and not paid yet. */
    void forgetHolds() {
        payable.clear();
    }

    /** Sells from none of these any more; they stay in the tables. */
    void forgetShowings() {
        showings.clear();
        concert = 0;
    }

    Supplier<Request> payments(Measurement into) {
        return () -> {
            var hold = payable.poll();
            if (hold == null) {
                return null;
            }
            var body = "{\"userId\":\"" + Fans.id(hold.fan) + "\",\"reservationId\":\"" + hold.reservation + "\"}";
            var key = "Idempotency-Key: pay " + hold.reservation + "\r\n";
            var request = Request.bytes("POST", Request.API + "/seats/payment", tokens[hold.fan], key, body);
            return Request.now(request, into, answer -> {
                if (answer.isSuccess()) {
                    outside.add(hold.fan);
                }
            });
        };
    }

    /** The dates of a concert and how many of their seats are left. */
    Supplier<Request> reads(Measurement into) {
        var turn = new int[1];
        return () -> {
            int nth = turn[0]++;
            var showing = showings.get(nth % Math.min(showings.size(), DAYS));
            var path = "/seats/dates?concertId=" + showing.concert;
            return Request.now(Request.get(Request.API + path, tokens[nth % BUYERS]), into);
        };
    }
}
