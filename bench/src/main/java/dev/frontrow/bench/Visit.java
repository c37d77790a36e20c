package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** One fan: joins, waits as told, looks, holds, thinks, pays; or quits, or walks away from the hold. */
final class Visit {

    private static final Answer.Member TOKEN = Answer.Member.named("token");
    private static final Answer.Member POSITION = Answer.Member.named("queuePosition");
    private static final Answer.Member POLL_AFTER = Answer.Member.named("pollAfter");
    private static final Answer.Member NUMBER = Answer.Member.named("number");
    private static final Answer.Member RESERVATION = Answer.Member.named("reservationId");
    private static final int MOST_SEATS = 4;
    private static final int MOST_TRIES = 20;
    private static final int MOST_THINKING_MILLIS = 2_000;
    private static final int AGAIN_MILLIS = 500;
    private static final int CHARGE = 1_000_000;

    private final Sale sale;
    private final int fan;
    private String token = "";
    private long number;
    private long position = Long.MAX_VALUE;
    private int tries;

    Visit(Sale sale, int fan) {
        this.sale = sale;
        this.fan = fan;
    }

    /** Comes so many ms from now. */
    void arrive(long millis) {
        sale.came();
        join(millis);
    }

    private void join(long millis) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"concertId\":"
                + sale.showing().concert() + "}";
        var request = Request.post(Request.API + "/token", sale.fans().accessToken(fan), body);
        sale.send("join", request, millis, answer -> {
            if (answer.isSuccess()) {
                sale.timeline().count(Count.ARRIVALS, 1);
                token = answer.text(TOKEN);
                number = numberIn(token);
                told(answer, 0);
            } else {
                again(() -> join(AGAIN_MILLIS));
            }
        });
    }

    private static long numberIn(String token) {
        var claims = Base64.getUrlDecoder().decode(token.split("\\.", 3)[1].getBytes(StandardCharsets.US_ASCII));
        return new Answer(0, claims, 0, claims.length).number(NUMBER);
    }

    private void poll(long millis) {
        long called = sale.called();
        sale.send("poll", Request.get(Request.API + "/token", token), millis, answer -> {
            if (answer.isSuccess()) {
                told(answer, millis > 0 ? 0 : called);
            } else {
                again(() -> poll(AGAIN_MILLIS));
            }
        });
    }

    /** Nobody overtakes, and no position gets worse (invariant 8). */
    private void told(Answer answer, long calledBefore) {
        long now = answer.number(POSITION);
        if (now > position || now < 0) {
            sale.report().broken("fan " + fan + " was at position " + position + " and is at " + now);
        }
        if (now > 0 && number < calledBefore) {
            sale.report().broken("number " + calledBefore + " was called before number " + number);
        }
        position = now;
        if (now == 0) {
            sale.called(number);
            sale.timeline().count(Count.ADMITTED, 1);
            look(sale.random().nextInt(AGAIN_MILLIS));
        } else if (sale.happens(sale.habits().quit()) && tries++ == 0) {
            leave();
        } else {
            tries++;
            long after = Math.max(1, answer.number(POLL_AFTER)) * 1_000;
            poll(after + sale.random().nextInt(AGAIN_MILLIS));
        }
    }

    private void look(long millis) {
        var path = "/seats/available?date=" + sale.showing().date() + "&concertId="
                + sale.showing().concert();
        sale.send("look", Request.get(Request.API + path, token), millis, answer -> {
            if (answer.isSuccess()) {
                hold(wanted(answer));
            } else if (answer.status() == 404) {
                leave(); // sold out
            } else {
                again(() -> lookOrJoinAgain(answer));
            }
        });
    }

    /** Adjacent in the list, and rather those in front. */
    private List<Integer> wanted(Answer answer) {
        var free = new ArrayList<Integer>();
        JsonMapper.shared()
                .readTree(answer.body())
                .get("body")
                .get("availableSeats")
                .forEach(seat -> free.add(seat.asInt()));
        double wish = sale.random().nextDouble();
        int first = (int) (wish * wish * free.size());
        int many = 1 + sale.random().nextInt(MOST_SEATS);
        return List.copyOf(new TreeSet<>(free.subList(first, Math.min(free.size(), first + many))));
    }

    private void hold(List<Integer> seats) {
        var numbers = seats.stream().map(Object::toString).collect(Collectors.joining(","));
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"date\":\""
                + sale.showing().date() + "\",\"seats\":[" + numbers + "],\"concertId\":"
                + sale.showing().concert() + "}";
        int thinking = sale.random().nextInt(MOST_THINKING_MILLIS);
        sale.send("hold", Request.post(Request.API + "/seats/reserve", token, body), thinking, answer -> {
            if (answer.isSuccess()) {
                var reservation = answer.text(RESERVATION);
                sale.held().put(reservation, fan);
                sale.timeline().count(Count.HOLDS, 1);
                held(reservation, seats.size());
            } else {
                if (answer.status() == 409) {
                    sale.timeline().count(Count.SEATS_TAKEN, 1);
                }
                again(() -> lookOrJoinAgain(answer));
            }
        });
    }

    private void held(String reservation, int seats) {
        if (sale.happens(sale.habits().lapse())) {
            sale.timeline().count(Count.WALKED_AWAY, 1);
            sale.went();
            return;
        }
        var path = Request.API + "/users/" + Fans.id(fan) + "/balance/charge";
        var charge = Request.bytes(
                "POST", path, token, "Idempotency-Key: charge-" + reservation + "\r\n", "{\"amount\":" + CHARGE + "}");
        sale.send("charge", charge, sale.random().nextInt(MOST_THINKING_MILLIS), answer -> {
            boolean twice = sale.happens(sale.habits().doubleClick());
            pay(reservation, seats, true);
            if (twice) {
                pay(reservation, seats, false);
            }
        });
    }

    private void pay(String reservation, int seats, boolean first) {
        var body = "{\"userId\":\"" + Fans.id(fan) + "\",\"reservationId\":\"" + reservation + "\"}";
        var key = "Idempotency-Key: pay-" + reservation + "\r\n";
        var request = Request.bytes("POST", Request.API + "/seats/payment", token, key, body);
        sale.send("pay", request, 0, answer -> {
            if (answer.isSuccess() && sale.paid().put(reservation, fan) == null) {
                sale.timeline().count(Count.SEATS_SOLD, seats);
            }
            if (first) {
                if (answer.isSuccess() || answer.status() == 410) {
                    sale.went();
                } else {
                    again(() -> pay(reservation, seats, true)); // the key makes that safe
                }
            }
        });
    }

    /** A session that was over before the seats were found is a place at the back. */
    private void lookOrJoinAgain(Answer answer) {
        if (answer.status() == 401) {
            position = Long.MAX_VALUE;
            join(AGAIN_MILLIS);
        } else {
            look(sale.random().nextInt(AGAIN_MILLIS));
        }
    }

    private void leave() {
        sale.send("leave", Request.bytes("DELETE", Request.API + "/token", token, "", ""), 0, answer -> sale.went());
    }

    private void again(Runnable attempt) {
        if (tries++ < MOST_TRIES) {
            attempt.run();
        } else {
            sale.went();
        }
    }
}
