package dev.frontrow.bench;

import dev.frontrow.bench.Testimony.Stay;
import dev.frontrow.bench.Testimony.Told;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Whether what fans were told can be true of a room that keeps its promises (invariant 8). It believes nobody but the
 * fans: neither the server's own figures nor its tables.
 */
final class Judge {

    /** An instance may tell of a room that it saw so long ago. */
    static final Duration OUTDATED = Duration.ofSeconds(2);

    /** A sweep four times a second leaves no hold for so long, however busy the machine (invariant 3). */
    private static final double LAPSES_WITHIN_SECONDS = 5;

    private Judge() {}

    /** Each number is one account's, and an account has one number for as long as its place lives (W2). */
    static List<String> numbers(List<Told> told) {
        var broken = new ArrayList<String>();
        var owners = new HashMap<Long, Integer>();
        var places = new HashMap<String, Long>();
        for (var one : told) {
            var owner = owners.putIfAbsent(one.number(), one.fan());
            if (owner != null && owner != one.fan()) {
                broken.add("number " + one.number() + " was given to fan " + owner + " and to fan " + one.fan());
            }
            var known = places.putIfAbsent(one.fan() + "/" + one.place(), one.number());
            if (known != null && known != one.number()) {
                broken.add("fan " + one.fan() + " had number " + known + " and then " + one.number());
            }
        }
        return broken;
    }

    /**
     * A position never gets worse.
     *
     * @param since what was asked for before is no position yet: the draw was to come
     */
    static List<String> positions(List<Told> told, long since) {
        var broken = new ArrayList<String>();
        var last = new HashMap<String, Told>();
        for (var one : told) {
            if (one.asked() < since) {
                continue;
            }
            var before = last.put(one.fan() + "/" + one.place() + one.returned(), one);
            if (before != null && one.position() > before.position()) {
                broken.add("fan " + one.fan() + " with number " + one.number() + " was at position "
                        + before.position() + " and " + millis(one.answered() - before.answered()) + " ms later at "
                        + one.position());
            }
        }
        return broken;
    }

    /**
     * Nobody still waits after somebody with a later turn was called in (W6). Whoever missed a turn is beside the line.
     *
     * @param since as above
     */
    static List<String> order(List<Told> told, Lots lots, long since) {
        var called = told.stream()
                .filter(one -> one.position() == 0 && !one.returned())
                .sorted(Comparator.comparingLong(Told::answered))
                .toList();
        var waiting = told.stream()
                .filter(one -> one.position() > 0 && !one.returned() && one.asked() >= since)
                .sorted(Comparator.comparingLong(Told::asked))
                .toList();
        var broken = new ArrayList<String>();
        Told furthest = null;
        int next = 0;
        for (var one : waiting) {
            for (; next < called.size() && called.get(next).answered() < one.asked() - OUTDATED.toNanos(); next++) {
                var other = called.get(next);
                if (furthest == null || lots.turn(other.number()) > lots.turn(furthest.number())) {
                    furthest = other;
                }
            }
            if (furthest != null && lots.turn(furthest.number()) > lots.turn(one.number())) {
                broken.add("fan " + one.fan() + ", whose turn is " + lots.turn(one.number()) + ", was at position "
                        + one.position() + " " + millis(one.asked() - furthest.answered()) + " ms after fan "
                        + furthest.fan() + ", whose turn is " + lots.turn(furthest.number()) + ", had been called in");
            }
        }
        return broken;
    }

    /** Whoever had a number before the opening is drawn, and nobody else. */
    static List<String> draw(List<Told> told, Lots lots, long opening) {
        var broken = new ArrayList<String>();
        var first = new HashMap<Long, Told>();
        told.forEach(one -> first.putIfAbsent(one.number(), one));
        for (var one : first.values()) {
            boolean drawn = one.number() <= lots.participants();
            if (!drawn && one.answered() < opening) {
                broken.add("fan " + one.fan() + " had number " + one.number() + " before the opening, and only "
                        + lots.participants() + " were drawn");
            } else if (drawn && one.came() > opening + OUTDATED.toNanos()) {
                broken.add("fan " + one.fan() + " came after the opening and was drawn with number " + one.number());
            }
        }
        return broken;
    }

    /** How many were certainly inside at once, at most. */
    static long mostInside(List<Stay> stays) {
        record Change(long at, int by) {}
        var changes = new ArrayList<Change>();
        for (var stay : stays) {
            changes.add(new Change(stay.from(), 1));
            changes.add(new Change(stay.until(), -1));
        }
        changes.sort(Comparator.comparingLong(Change::at).thenComparingInt(Change::by));
        long inside = 0;
        long most = 0;
        for (var change : changes) {
            inside += change.by();
            most = Math.max(most, inside);
        }
        return most;
    }

    /** Top-ups found in the table are at least those acknowledged and at most those asked for, by keys. */
    static List<String> charges(Map<Integer, Testimony.Charges> charges, Map<Integer, Integer> found) {
        var broken = new ArrayList<String>();
        charges.forEach((fan, said) -> {
            int there = found.getOrDefault(fan, 0);
            if (there < said.acknowledged() || there > said.asked()) {
                broken.add("fan " + fan + " topped up with " + said.asked() + " keys, " + said.acknowledged()
                        + " were acknowledged and " + there + " are in the table");
            }
        });
        return broken;
    }

    /**
     * Holds lapse, and soon.
     *
     * @param late by how many s after its deadline each of them was ended, by what it is called
     */
    static List<String> lapses(Map<String, Double> late) {
        var broken = new ArrayList<String>();
        late.forEach((hold, seconds) -> {
            if (seconds > LAPSES_WITHIN_SECONDS) {
                broken.add(String.format(Locale.ROOT, "hold %s lapsed %.1f s after its deadline", hold, seconds));
            }
        });
        return broken;
    }

    /**
     * How a sale ended.
     *
     * @param away how many quit, or let their hold lapse, as they had meant to from the start
     * @param gaveUp how many had no use of their answers however often they asked
     * @param unsold seats that nobody owns after the last hold has lapsed
     * @param toldSoldOut whether anybody was told that no seat is left and none is held
     */
    record End(long fans, long away, long gaveUp, long sold, long unsold, boolean toldSoldOut) {}

    /** Seats are sold to those who want them, until there are none. */
    static List<String> end(End end) {
        var broken = new ArrayList<String>();
        if (end.gaveUp > 0) {
            broken.add(end.gaveUp + " of " + end.fans + " fans gave up: too often they were not answered, or refused"
                    + " for no reason of theirs");
        }
        if (end.toldSoldOut && end.unsold > 0) {
            broken.add("fans were told that everything is sold, and " + end.unsold + " seats are not");
        }
        if (end.sold == 0 && end.away < end.fans) {
            broken.add("nothing was sold, though " + (end.fans - end.away) + " of " + end.fans + " fans wanted to buy");
        }
        return broken;
    }

    private static long millis(long nanos) {
        return nanos / 1_000_000;
    }
}
