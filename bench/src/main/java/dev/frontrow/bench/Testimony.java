package dev.frontrow.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the fans of one sale were told and when, to be judged once it is over. Times are of {@link System#nanoTime()};
 * what an answer says was true at some instant between asking and answer.
 */
final class Testimony {

    private final List<Told> told = new ArrayList<>();
    private final List<Stay> stays = new ArrayList<>();
    private final Map<String, Held> held = new HashMap<>();
    private final Map<String, Paid> paid = new HashMap<>();
    private final Map<String, String> firstAnswers = new HashMap<>();
    private final Map<Integer, Charges> charges = new HashMap<>();
    private final List<String> contradictions = new ArrayList<>();

    /**
     * A position.
     *
     * @param place counts the places this fan has had
     * @param returned the fan missed a turn and stands beside the line
     * @param position 0 for whoever is called in
     * @param came when the place was first asked for; perhaps it was taken then, and the answer lost
     */
    record Told(
            int fan, int place, boolean returned, long number, long position, long came, long asked, long answered) {}

    /** Inside for certain during that time: called in by its beginning, and still let through after its end. */
    record Stay(int fan, long from, long until) {}

    /** An acknowledged hold. */
    record Held(int fan, List<Integer> seats) {}

    /** An acknowledged payment. */
    record Paid(int fan, String payment) {}

    /** One fan's top-ups: how many were asked for with different keys, how many acknowledged. */
    static final class Charges {
        private int asked;
        private int acknowledged;

        int asked() {
            return asked;
        }

        int acknowledged() {
            return acknowledged;
        }
    }

    void told(Told what) {
        told.add(what);
    }

    void stayed(Stay stay) {
        stays.add(stay);
    }

    void held(String reservation, int fan, List<Integer> seats) {
        held.put(reservation, new Held(fan, seats));
    }

    /** Whether that is the first answer to this payment. */
    boolean paid(String reservation, int fan, String payment) {
        return paid.put(reservation, new Paid(fan, payment)) == null;
    }

    void chargeAsked(int fan) {
        charges.computeIfAbsent(fan, _ -> new Charges()).asked++;
    }

    void charged(int fan) {
        charges.get(fan).acknowledged++;
    }

    /** Whether that is the first success under the key; every other one must be the same to the letter (M4). */
    boolean isFirst(String key, String body) {
        var first = firstAnswers.putIfAbsent(key, body);
        if (first != null && !first.equals(body)) {
            contradicts("the key " + key + " was answered " + first + " and then " + body);
        }
        return first == null;
    }

    /** Something that needs no judging. */
    void contradicts(String what) {
        contradictions.add(what);
    }

    List<Told> told() {
        return told;
    }

    List<Stay> stays() {
        return stays;
    }

    Map<String, Held> held() {
        return held;
    }

    Map<String, Paid> paid() {
        return paid;
    }

    Map<Integer, Charges> charges() {
        return charges;
    }

    List<String> contradictions() {
        return contradictions;
    }
}
