package dev.frontrow.bench;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the fans of one sale share: where they go, what they are like, and what they have been told. */
final class Sale {

    /** What the server calls served: a seat that somebody else has is an answer, too. */
    private static final Set<Integer> SERVED = Set.of(200, 201, 404, 409);

    private final Loop loop;
    private final Report report;
    private final Fans fans;
    private final Timeline timeline = new Timeline();
    private final Map<String, Measurement> measurements = new TreeMap<>();
    private final Map<String, Integer> held = new HashMap<>();
    private final Map<String, Integer> paid = new HashMap<>();
    private final Random random;
    private final Habits habits;
    private final Showing showing;
    private long called;
    private int active;

    /** How many per cent of the fans do what. */
    record Habits(int quit, int lapse, int doubleClick) {}

    /** What is sold. */
    record Showing(long concert, long performance, LocalDate date) {}

    Sale(Loop loop, Report report, Fans fans, Habits habits, Showing showing, long seed) {
        this.loop = loop;
        this.report = report;
        this.fans = fans;
        this.habits = habits;
        this.showing = showing;
        this.random = new Random(seed);
    }

    Timeline timeline() {
        return timeline;
    }

    Report report() {
        return report;
    }

    Fans fans() {
        return fans;
    }

    Showing showing() {
        return showing;
    }

    Habits habits() {
        return habits;
    }

    Random random() {
        return random;
    }

    boolean happens(int percent) {
        return random.nextInt(100) < percent;
    }

    /** Sends a request so many ms from now. */
    void send(String operation, byte[] request, long millis, Consumer<Answer> then) {
        long due = System.nanoTime() + millis * 1_000_000;
        var into = measurements.computeIfAbsent(operation, name -> new Measurement(name, SERVED));
        loop.later(new Request(request, into, due, answer -> {
            timeline.answered(System.nanoTime() - due);
            then.accept(answer);
        }));
    }

    Map<String, Measurement> measurements() {
        return measurements;
    }

    /** The highest number that anybody was told to have been called. */
    long called() {
        return called;
    }

    void called(long number) {
        called = Math.max(called, number);
    }

    /** Reservations acknowledged, and whose. */
    Map<String, Integer> held() {
        return held;
    }

    Map<String, Integer> paid() {
        return paid;
    }

    void came() {
        active++;
    }

    void went() {
        active--;
    }

    int active() {
        return active;
    }
}
