package dev.frontrow.bench;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What the fans of one sale share: where they go, what they are like, and what becomes of them. */
final class Sale {

    /** What the server calls served: a seat that somebody else has is an answer, too. */
    private static final Set<Integer> SERVED = Set.of(200, 201, 400, 401, 403, 404, 409, 410);

    private final Loop loop;
    private final Fans fans;
    private final Habits habits;
    private final Showing showing;
    private final Random random;
    private final Timeline timeline = new Timeline();
    private final Testimony testimony = new Testimony();
    private final Map<String, Measurement> measurements = new TreeMap<>();
    private int active;
    private int gaveUp;
    private boolean soldOut;

    /** How many per cent of the fans do what. */
    record Habits(int quit, int lapse, int doubleClick) {}

    /** What is sold, and from when on. */
    record Showing(long concert, long performance, LocalDate date, int price, Instant opening) {}

    Sale(Loop loop, Fans fans, Habits habits, Showing showing, long seed) {
        this.loop = loop;
        this.fans = fans;
        this.habits = habits;
        this.showing = showing;
        this.random = new Random(seed);
    }

    Timeline timeline() {
        return timeline;
    }

    Testimony testimony() {
        return testimony;
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
            if (answer.status() == 500) {
                testimony.contradicts(operation + " was answered 500: " + answer.body());
            }
            then.accept(answer);
        }));
    }

    Map<String, Measurement> measurements() {
        return measurements;
    }

    void came() {
        active++;
    }

    void went() {
        active--;
    }

    /** Somebody asked so often in vain that even a patient client would stop. */
    void gaveUp() {
        gaveUp++;
        active--;
    }

    int active() {
        return active;
    }

    int givenUp() {
        return gaveUp;
    }

    /** Everybody has been told that nothing is left. */
    void soldOut() {
        soldOut = true;
    }

    boolean isSoldOut() {
        return soldOut;
    }
}
