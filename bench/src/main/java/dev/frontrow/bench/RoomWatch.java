package dev.frontrow.bench;

import dev.frontrow.bench.Timeline.Count;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

/** Looks at the room twice a second while a sale runs: for the curves, the progress and the draw. */
final class RoomWatch {

    private static final Answer.Member WAITING = Answer.Member.named("waiting");
    private static final Answer.Member INSIDE = Answer.Member.named("inside");
    private static final Answer.Member COMMITMENT = Answer.Member.named("commitment");
    private static final Answer.Member SEED = Answer.Member.named("seed");
    private static final Answer.Member PARTICIPANTS = Answer.Member.named("participants");
    private static final int EVERY_MILLIS = 500;

    private final Sale sale;
    private final Report report;
    private final int capacity;
    private final byte[] figures;
    private final byte[] state;
    private final long began = System.nanoTime();
    private final long opening;
    private String commitment = "";
    private Lots lots;
    private long drawnAt = Long.MAX_VALUE;

    RoomWatch(Sale sale, Report report, String organizer, int capacity) throws GeneralSecurityException {
        this.sale = sale;
        this.report = report;
        this.capacity = capacity;
        lots = Lots.none();
        var room = "/waiting-rooms/" + sale.showing().concert();
        figures = Request.get(Request.API + "/admin" + room, organizer);
        state = Request.get(Request.API + room, "");
        opening = began
                + Duration.between(Instant.now(), sale.showing().opening()).toNanos();
    }

    /** Begins to look, for as long as anybody is about. */
    void begin() {
        look(0);
    }

    private void look(long millis) {
        sale.send("figures", figures, millis, answer -> {
            if (answer.isSuccess()) {
                told(answer.number(WAITING), answer.number(INSIDE));
            }
            if (sale.active() > 0) {
                look(EVERY_MILLIS);
            }
        });
        if (drawnAt == Long.MAX_VALUE) {
            sale.send("room", state, millis, this::draw);
        }
    }

    private void told(long waiting, long inside) {
        var timeline = sale.timeline();
        timeline.room(waiting, inside);
        if (inside > capacity) {
            report.broken("inside are " + inside + " of " + capacity);
        }
        report.progress("%4d s  %6d about, %6d waiting, %5d inside, %6d holds, %6d seats sold"
                .formatted(
                        (System.nanoTime() - began) / 1_000_000_000,
                        sale.active(),
                        waiting,
                        inside,
                        timeline.total(Count.HOLDS),
                        timeline.total(Count.SEATS_SOLD)));
    }

    private void draw(Answer answer) {
        var seed = answer.text(SEED);
        if (drawnAt != Long.MAX_VALUE || !answer.isSuccess()) {
            return;
        }
        if (commitment.isEmpty()) {
            commitment = answer.text(COMMITMENT);
        }
        if (!seed.isEmpty()) {
            try {
                lots = new Lots(seed, answer.number(PARTICIPANTS));
                if (!lots.isOf(commitment)) {
                    report.broken("the seed " + seed + " is not the one announced as " + commitment);
                }
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            drawnAt = System.nanoTime();
        }
    }

    /** The draw, as soon as it was seen; the plain order before that and without one. */
    Lots lots() {
        return lots;
    }

    /** When a position is one, of {@link System#nanoTime()}. */
    long drawnAt() {
        return drawnAt == Long.MAX_VALUE ? opening : drawnAt;
    }

    long opening() {
        return opening;
    }
}
