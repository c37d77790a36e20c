package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;

/** What a fan does with a hold: tops up and pays, now and then by two clicks; or walks away, so that it lapses. */
final class Purchase {

    private static final Answer.Member PAYMENT = Answer.Member.named("paymentId");
    private static final Answer.Member ERROR = Answer.Member.named("error");
    private static final int MOST_THINKING_MILLIS = 2_000;
    private static final int TOP_UP_BEFORE_PERCENT = 50;
    private static final int AGAIN_MILLIS = 250;

    private final Sale sale;
    private final Visit visit;
    private final String reservation;
    private final int seats;
    private boolean charged;

    Purchase(Sale sale, Visit visit, String reservation, int seats) {
        this.sale = sale;
        this.visit = visit;
        this.reservation = reservation;
        this.seats = seats;
    }

    void begin() {
        if (sale.happens(sale.habits().lapse())) {
            sale.timeline().count(Count.WALKED_AWAY, 1);
            visit.done();
        } else if (sale.happens(TOP_UP_BEFORE_PERCENT)) {
            charge(thinking());
        } else {
            pay(thinking()); // and is refused: the wallet is empty
        }
    }

    private long thinking() {
        return sale.random().nextInt(MOST_THINKING_MILLIS);
    }

    private void charge(long millis) {
        var key = "charge-" + reservation;
        var path = Request.API + "/users/" + Fans.id(visit.fan()) + "/balance/charge";
        var body = "{\"amount\":" + (long) seats * sale.showing().price() + "}";
        var request = Request.bytes("POST", path, visit.token(), "Idempotency-Key: " + key + "\r\n", body);
        if (!charged) {
            sale.testimony().chargeAsked(visit.fan());
            charged = true;
        }
        twice(() -> sale.send("charge", request, millis, answer -> accepted(key, answer)));
        sale.send("charge", request, millis, answer -> {
            accepted(key, answer);
            if (answer.isSuccess()) {
                pay(0);
            } else {
                visit.again(() -> charge(AGAIN_MILLIS)); // the key makes that safe
            }
        });
    }

    private void accepted(String key, Answer answer) {
        if (answer.isSuccess() && sale.testimony().isFirst(key, answer.body())) {
            sale.testimony().charged(visit.fan());
        }
    }

    private void pay(long millis) {
        var key = (charged ? "pay-" : "try-") + reservation; // a refusal is remembered under its key as well
        var body = "{\"userId\":\"" + Fans.id(visit.fan()) + "\",\"reservationId\":\"" + reservation + "\"}";
        var headers = "Idempotency-Key: " + key + "\r\n";
        var request = Request.bytes("POST", Request.API + "/seats/payment", visit.token(), headers, body);
        twice(() -> sale.send("pay", request, millis, answer -> paid(key, answer)));
        sale.send("pay", request, millis, answer -> {
            paid(key, answer);
            if (answer.isSuccess()) {
                visit.done();
            } else {
                refused(answer);
            }
        });
    }

    private void paid(String key, Answer answer) {
        if (answer.isSuccess() && sale.testimony().isFirst(key, answer.body())) {
            if (sale.testimony().paid(reservation, visit.fan(), answer.text(PAYMENT))) {
                sale.timeline().count(Count.SEATS_SOLD, seats);
            } else {
                sale.testimony().contradicts("reservation " + reservation + " was paid twice, with different keys");
            }
        }
    }

    private void refused(Answer answer) {
        var error = answer.text(ERROR);
        switch (answer.status()) {
            case 400 -> {
                if (charged) {
                    sale.testimony().contradicts("the payment of " + reservation + " was refused: " + error);
                    visit.done();
                } else {
                    charge(thinking());
                }
            }
            case 404 -> {
                sale.testimony().contradicts("the acknowledged hold " + reservation + " is unknown when paid");
                visit.done();
            }
            case 410 -> { // too late
                sale.timeline().count(Count.TOO_LATE, 1);
                visit.done();
            }
            default -> visit.again(() -> pay(AGAIN_MILLIS));
        }
    }

    private void twice(Runnable click) {
        if (sale.happens(sale.habits().doubleClick())) {
            click.run();
        }
    }
}
