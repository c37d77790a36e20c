package dev.frontrow.bench;

import dev.frontrow.bench.Testimony.Stay;
import dev.frontrow.bench.Testimony.Told;
import dev.frontrow.bench.Timeline.Count;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One fan's way in: joins, waits as told, looks and holds, as a browser would; or quits. Whatever is not answered is
 * asked again. {@link Purchase} is the rest of the way.
 */
final class Visit {

    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member POSITION = Answer.Member.named("queuePosition");
    private static final Answer.Member POLL_AFTER = Answer.Member.named("pollAfter");
    private static final Answer.Member NUMBER = Answer.Member.named("number");
    private static final Answer.Member FREE = Answer.Member.named("availableSeats");
    private static final Answer.Member RESERVATION = Answer.Member.named("reservationId");
    private static final int MOST_SEATS = 4;
    private static final int MOST_TRIES = 100;
    private static final int MOST_THINKING_MILLIS = 2_000;
    private static final int MOST_POLLS_OF_A_QUITTER = 5;
    private static final int AGAIN_MILLIS = 500;
    /** {@code frontrow.waiting-room.grace}: whoever gets no answer for so long may have missed the turn meanwhile. */
    private static final long GRACE_NANOS = 60_000_000_000L;

    private static final int LOOK_FOR_LAPSED_MILLIS = 1_000;

    private final Sale sale;
    private final int fan;
    private String token = "";
    private long number;
    private int place;
    private boolean returned;
    private boolean ended;
    private int polls;
    private int tries;
    private long calledAt;
    private long insideUntil;
    private long asked;
    private long came;

    Visit(Sale sale, int fan) {
        this.sale = sale;
        this.fan = fan;
        polls = sale.happens(sale.habits().quit()) ? sale.random().nextInt(MOST_POLLS_OF_A_QUITTER) : Integer.MAX_VALUE;
    }

    int fan() {
        return fan;
    }

    String token() {
        return token;
    }

    /** Comes so many ms from now. */
    void arrive(long millis) {
        sale.came();
        came = now() + millis * 1_000_000;
        join(millis);
    }

    private void join(long millis) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"concertId\":"
                + sale.showing().concert() + "}";
        var request = Request.post(Request.API + "/token", sale.fans().accessToken(fan), body);
        asked = now() + millis * 1_000_000;
        sale.send("join", request, millis, answer -> {
            if (!answer.isSuccess()) {
                again(() -> join(AGAIN_MILLIS));
                return;
            }
            token = answer.text(TOKEN);
            long given = numberIn(token);
            boolean perhapsLate = now() - came > GRACE_NANOS;
            if (number == 0) {
                sale.timeline().count(Count.ARRIVALS, 1);
                returned = perhapsLate;
            } else if (given != number) {
                place++;
                returned = perhapsLate;
            } else if (ended) {
                returned = true;
            }
            ended = false;
            number = given;
            told(answer);
        });
    }

    private static long numberIn(String token) {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1].getBytes(StandardCharsets.US_ASCII));
        return new Answer(0, claims, 0, claims.length).number(NUMBER);
    }

    private void poll(long millis) {
        asked = now() + millis * 1_000_000;
        sale.send("poll", Request.get(Request.API + "/token", token), millis, answer -> {
            if (answer.isSuccess()) {
                told(answer);
            } else {
                again(answer.status() == 401 ? this::joinAnew : () -> poll(AGAIN_MILLIS));
            }
        });
    }

    private void told(Answer answer) {
        long position = answer.number(POSITION);
        sale.testimony().told(new Told(fan, place, returned, number, position, came, asked, now()));
        if (answer.body().contains("\"soldOut\":true")) {
            sale.soldOut();
            leave();
        } else if (position == 0) {
            if (calledAt == 0) {
                calledAt = now();
                insideUntil = calledAt;
                sale.timeline().count(Count.ADMITTED, 1);
            }
            look(sale.random().nextInt(AGAIN_MILLIS));
        } else if (polls-- == 0) {
            sale.timeline().count(Count.QUIT, 1);
            leave();
        } else {
            long after = Math.max(1, answer.number(POLL_AFTER)) * 1_000;
            poll(after + sale.random().nextInt(AGAIN_MILLIS));
        }
    }

    private void look(long millis) {
        var path = "/seats/available?date=" + sale.showing().date() + "&concertId="
                + sale.showing().concert();
        asked = now() + millis * 1_000_000;
        sale.send("look", Request.get(Request.API + path, token), millis, answer -> {
            if (answer.isSuccess()) {
                wasInside();
                hold(wanted(answer), sale.random().nextInt(MOST_THINKING_MILLIS));
            } else if (answer.status() == 404) {
                wasInside();
                poll(LOOK_FOR_LAPSED_MILLIS); // a hold may lapse, or everything be sold
            } else {
                again(() -> lookOrJoinAnew(answer));
            }
        });
    }

    /** Adjacent in the list, and rather those in front. */
    private List<Integer> wanted(Answer answer) {
        var free = answer.numbers(FREE);
        double wish = sale.random().nextDouble();
        int first = (int) (wish * wish * free.length);
        int many = 1 + sale.random().nextInt(MOST_SEATS);
        return Arrays.stream(free, first, Math.min(free.length, first + many))
                .boxed()
                .toList();
    }

    private void hold(List<Integer> seats, long millis) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"date\":\""
                + sale.showing().date() + "\",\"seats\":"
                + seats.toString().replace(" ", "") + ",\"concertId\":"
                + sale.showing().concert() + "}";
        asked = now() + millis * 1_000_000;
        sale.send("hold", Request.post(Request.API + "/seats/reserve", token, body), millis, answer -> {
            if (answer.isSuccess()) {
                wasInside();
                var reservation = answer.text(RESERVATION);
                sale.testimony().held(reservation, fan, seats);
                sale.timeline().count(Count.HOLDS, 1);
                new Purchase(sale, this, reservation, seats.size()).begin();
            } else if (answer.status() == 409) {
                wasInside();
                sale.timeline().count(Count.SEATS_TAKEN, 1);
                look(sale.random().nextInt(AGAIN_MILLIS));
            } else if (answer.isUnknown()) {
                again(() -> hold(seats, AGAIN_MILLIS)); // perhaps it has worked: the same seats give the same hold
            } else {
                again(() -> lookOrJoinAnew(answer));
            }
        });
    }

    /** The gate has let something pass that was asked for then. */
    private void wasInside() {
        insideUntil = Math.max(insideUntil, asked);
    }

    /** A session that was over before the seats were found is a place at the back. */
    private void lookOrJoinAnew(Answer answer) {
        switch (answer.status()) {
            case 401 -> joinAnew();
            case 403 -> poll(AGAIN_MILLIS);
            default -> look(AGAIN_MILLIS);
        }
    }

    private void joinAnew() {
        ended = true;
        came = now();
        endStay();
        join(AGAIN_MILLIS);
    }

    private void endStay() {
        if (insideUntil > calledAt) {
            sale.testimony().stayed(new Stay(fan, calledAt, insideUntil));
        }
        calledAt = 0;
        insideUntil = 0;
    }

    private void leave() {
        sale.send("leave", Request.bytes("DELETE", Request.API + "/token", token, "", ""), 0, answer -> {
            if (answer.isUnknown()) {
                again(this::leave);
            } else {
                done();
            }
        });
    }

    /** This fan comes no more. */
    void done() {
        endStay();
        sale.went();
    }

    /** Tries once more, unless that has been tried too often. */
    void again(Runnable attempt) {
        if (tries++ < MOST_TRIES) {
            attempt.run();
        } else {
            endStay();
            sale.gaveUp();
        }
    }

    private static long now() {
        return System.nanoTime();
    }
}
