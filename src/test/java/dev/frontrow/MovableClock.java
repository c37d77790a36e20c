package dev.frontrow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The system's clock moved by as much as a test says. It keeps running unless it is stopped. */
public final class MovableClock extends Clock {

    private final Clock system;
    private final AtomicReference<Clock> shown;

    public MovableClock() {
        this(Clock.systemUTC(), new AtomicReference<>(Clock.systemUTC()));
    }

    private MovableClock(Clock system, AtomicReference<Clock> shown) {
        this.system = system;
        this.shown = shown;
    }

    /** Moves the time; a negative duration moves it back. A stopped clock stays stopped. */
    public void advance(Duration by) {
        shown.updateAndGet(before -> Clock.offset(before, by));
    }

    /** Makes it that time now. */
    public void set(Instant now) {
        shown.set(Clock.offset(system, Duration.between(system.instant(), now)));
    }

    /** Makes it that time until it is told another. */
    public void stopAt(Instant now) {
        shown.set(Clock.fixed(now, system.getZone()));
    }

    /** Back to the system's time. */
    public void reset() {
        shown.set(system);
    }

    @Override
    public Instant instant() {
        return shown.get().instant();
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new MovableClock(system.withZone(zone), shown);
    }
}
