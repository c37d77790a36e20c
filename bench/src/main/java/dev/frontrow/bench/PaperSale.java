package dev.frontrow.bench;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A sale on virtual time, with the rules of the real one: a room of slots in order of arrival, holds that lapse and
 * whose seats come back at once, a slot that frees on payment, and otherwise at the end of the session, which a hold
 * draws out and its lapse does not cut short (W11). The machine is taken to be fast.
 */
final class PaperSale {

    /** When that happens which does not. */
    static final double NEVER = Double.POSITIVE_INFINITY;

    private static final double MOST = 0.9;
    private static final double PATIENCE_SHAPE = 1.2;
    /** How much longer than their average some choose and pay: the spread of a log-normal time. */
    private static final double SPREAD = 0.6;

    private final Plan plan;
    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>(Comparator.comparingDouble(Event::at));
    private final ArrayDeque<Fan> waiting = new ArrayDeque<>();
    private final double[] waits;
    private int inside;
    private int free;
    private int sold;
    private int holds;
    private int lapses;
    private int buyers;
    private double now;
    private double soldOutAt = NEVER;
    private double mostSoldAt = NEVER;

    /** The sale as planned; times in seconds, habits in per cent of the fans. */
    record Plan(
            int fans,
            int seats,
            int capacity,
            int mostSeats,
            double hold,
            double session,
            double grace,
            double crowd,
            double choosing,
            double paying,
            int quit,
            int lapse) {

        Plan withCapacity(int other) {
            return new Plan(fans, seats, other, mostSeats, hold, session, grace, crowd, choosing, paying, quit, lapse);
        }

        Plan withHold(double other) {
            return new Plan(
                    fans, seats, capacity, mostSeats, other, session, grace, crowd, choosing, paying, quit, lapse);
        }

        Plan withMostSeats(int other) {
            return new Plan(fans, seats, capacity, other, hold, session, grace, crowd, choosing, paying, quit, lapse);
        }
    }

    /**
     * What came of it; times in seconds.
     *
     * @param soldOutAfter {@link #NEVER} when seats were left
     * @param mostSoldAfter when nine tenths were sold, or {@link #NEVER}; the rest waits for holds that lapse
     * @param medianWait of those who bought, from joining to being called
     */
    record Result(
            double soldOutAfter,
            double mostSoldAfter,
            double medianWait,
            double lateWait,
            double lapsedShare,
            double inVain) {}

    /** Somebody who joined at that time, and who no longer shows up after that long. */
    private record Fan(double joined, double patience) {}

    private record Event(double at, Runnable what) {}

    PaperSale(Plan plan, long seed) {
        this.plan = plan;
        random = new Random(seed);
        waits = new double[plan.fans];
        free = plan.seats;
    }

    Result run() {
        for (int i = 0; i < plan.fans; i++) {
            double joined = plan.crowd * Math.abs(random.nextGaussian()) / 3; // most come at the very opening
            at(joined, () -> join(joined));
        }
        while (!events.isEmpty() && sold < plan.seats) {
            var event = events.poll();
            now = event.at;
            event.what.run();
            callIn();
        }
        var bought = Arrays.copyOf(waits, buyers);
        Arrays.sort(bought);
        return new Result(
                soldOutAt,
                mostSoldAt,
                buyers == 0 ? 0 : bought[buyers / 2],
                buyers == 0 ? 0 : bought[(int) (buyers * 0.95)],
                holds == 0 ? 0 : (double) lapses / holds,
                plan.fans - buyers);
    }

    private void at(double time, Runnable what) {
        events.add(new Event(time, what));
    }

    private void join(double joined) {
        boolean quits = random.nextInt(100) < plan.quit;
        waiting.add(
                new Fan(joined, quits ? plan.crowd * Math.pow(random.nextDouble(), PATIENCE_SHAPE) : Double.MAX_VALUE));
    }

    private void callIn() {
        while (inside < plan.capacity && !waiting.isEmpty()) {
            var fan = waiting.poll();
            inside++;
            if (now - fan.joined > fan.patience) {
                at(now + plan.grace, this::slotFrees); // a ghost keeps the slot for the grace
            } else {
                choose(fan, now - fan.joined, now + plan.session);
            }
        }
    }

    private void choose(Fan fan, double waited, double sessionEnds) {
        at(now + taking(plan.choosing), () -> {
            if (now > sessionEnds) {
                slotFrees();
            } else if (free == 0) {
                choose(fan, waited, sessionEnds); // somebody's hold may lapse
            } else {
                hold(waited, sessionEnds);
            }
        });
    }

    private void hold(double waited, double sessionEnds) {
        int seats = Math.min(free, 1 + random.nextInt(plan.mostSeats));
        free -= seats;
        holds++;
        double paying = taking(plan.paying);
        if (random.nextInt(100) < plan.lapse || paying > plan.hold) {
            at(now + plan.hold, () -> {
                lapses++;
                free += seats;
                at(Math.max(now, sessionEnds), this::slotFrees);
            });
        } else {
            at(now + paying, () -> {
                sold += seats;
                waits[buyers++] = waited;
                soldOutAt = sold == plan.seats ? now : NEVER;
                mostSoldAt = sold >= MOST * plan.seats ? Math.min(mostSoldAt, now) : NEVER;
                slotFrees();
            });
        }
    }

    private void slotFrees() {
        inside--;
    }

    private double taking(double average) {
        return average * Math.exp(SPREAD * random.nextGaussian() - SPREAD * SPREAD / 2);
    }
}
