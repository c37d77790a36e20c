package dev.frontrow.reservation;

import dev.frontrow.reservation.Reservation.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The sale of one performance as a clerk would keep it with pen and paper: what the server must come to as well. */
final class PaperBooks {

    static final int SEATS = 6;
    static final int FANS = 3;
    private static final int LIMIT = 4;
    private static final Duration HOLD = Duration.ofMinutes(5);
    private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");
    private static final LocalTime NINE = LocalTime.of(9, 0);

    /** A line of the books; only its status changes. */
    static final class Line {
        final int fan;
        final List<Integer> seats;
        final Instant deadline;
        Status status = Status.HELD;

        private Line(int fan, List<Integer> seats, Instant deadline) {
            this.fan = fan;
            this.seats = seats;
            this.deadline = deadline;
        }

        private boolean isLive(Instant now) {
            return status == Status.HELD && now.isBefore(deadline);
        }

        private long price() {
            return seats.size() * BoxOffice.PRICE;
        }
    }

    final List<Line> lines = new ArrayList<>();
    final long[] points = new long[FANS];
    private final String[] seats = new String[SEATS + 1];
    private final Instant[] canceledAt = new Instant[SEATS + 1];
    private final boolean reopensDaily;
    private LocalDate reopened;
    private LocalDate repeated;
    private Instant reopenedAt = Instant.EPOCH;

    PaperBooks(String reopen, Instant now) {
        reopensDaily = reopen.equals("DAILY");
        reopened = lastNine(now);
        repeated = reopened;
        Arrays.fill(seats, "AVAILABLE");
    }

    List<String> seats() {
        return List.of(seats).subList(1, SEATS + 1);
    }

    /** Why the fan may not hold these; empty when it is to be done. The server may give any of several reasons. */
    Set<String> objectionsToHold(int fan, List<Integer> wanted, Instant now) {
        var objections = new TreeSet<String>();
        if (!holdsJust(fan, wanted, now)) {
            if (wanted.stream().anyMatch(seat -> !seats[seat].equals("AVAILABLE"))) {
                objections.add("409 SEAT_ALREADY_RESERVED");
            }
            long had = lines.stream()
                    .filter(line -> line.fan == fan && (line.status == Status.PAID || line.isLive(now)))
                    .mapToLong(line -> line.seats.size())
                    .sum();
            if (had + wanted.size() > LIMIT) {
                objections.add("409 SEAT_LIMIT_EXCEEDED");
            }
        }
        return objections;
    }

    /** Whether a new line was written: asking again for the same writes none (H4). */
    boolean hold(int fan, List<Integer> wanted, Instant now) {
        if (holdsJust(fan, wanted, now)) {
            return false;
        }
        lines.add(new Line(fan, wanted, now.truncatedTo(ChronoUnit.MILLIS).plus(HOLD)));
        wanted.forEach(seat -> seats[seat] = "HELD");
        return true;
    }

    private boolean holdsJust(int fan, List<Integer> wanted, Instant now) {
        return lines.stream().anyMatch(line -> line.fan == fan && line.isLive(now) && line.seats.equals(wanted));
    }

    /** What paying that line answers, written down if it is done. */
    String pay(int fan, Line line, Instant now) {
        if (line.fan != fan || line.status == Status.CANCELED) {
            return "404 RESERVATION_NOT_FOUND";
        }
        if (line.status == Status.PAID) {
            return "409 ALREADY_PAID";
        }
        if (!line.isLive(now)) {
            return "410 HOLD_EXPIRED";
        }
        if (points[fan] < line.price()) {
            return "400 INSUFFICIENT_BALANCE";
        }
        points[fan] -= line.price();
        line.status = Status.PAID;
        line.seats.forEach(seat -> seats[seat] = "RESERVED");
        return BoxOffice.DONE;
    }

    /** What canceling answers, written down if it is done. */
    String cancel(int fan, int seat, Instant now) {
        var found = lines.stream()
                .filter(line -> line.fan == fan && line.isLive(now) && line.seats.contains(seat))
                .toList();
        found.forEach(line -> letGo(line, Status.CANCELED, now));
        return found.isEmpty() ? "404 RESERVATION_NOT_FOUND" : BoxOffice.DONE;
    }

    void sweep(Instant now) {
        lines.stream()
                .filter(line -> line.status == Status.HELD && !line.isLive(now))
                .forEach(line -> letGo(line, Status.EXPIRED, now));
    }

    private void letGo(Line line, Status status, Instant now) {
        line.status = status;
        line.seats.forEach(seat -> {
            seats[seat] = reopensDaily ? "CANCELED" : "AVAILABLE";
            canceledAt[seat] = now.isAfter(line.deadline) ? line.deadline : now.truncatedTo(ChronoUnit.MILLIS);
        });
    }

    /** Once a day, and a minute later once more. */
    void reopen(Instant now) {
        LocalDate day = lastNine(now);
        if (day.isAfter(reopened)) {
            reopened = day;
            reopenedAt = now;
            reopenCanceledBefore(day);
        }
        if (day.isAfter(repeated) && !now.isBefore(reopenedAt.plusSeconds(60))) {
            repeated = day;
            reopenCanceledBefore(day);
        }
    }

    private void reopenCanceledBefore(LocalDate day) {
        var nine = day.atTime(NINE).atZone(SEOUL).toInstant();
        for (int seat = 1; seat <= SEATS; seat++) {
            if (seats[seat].equals("CANCELED") && canceledAt[seat].isBefore(nine)) {
                seats[seat] = "AVAILABLE";
            }
        }
    }

    static Instant nextNine(Instant now) {
        return lastNine(now).plusDays(1).atTime(NINE).atZone(SEOUL).toInstant();
    }

    private static LocalDate lastNine(Instant now) {
        var local = now.atZone(SEOUL);
        return local.toLocalTime().isBefore(NINE) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }
}
