package dev.frontrow.waitingroom;

import java.time.Duration;

/**
 * How long somebody will still wait (W9).
 *
 * @param from in one of forty cases it takes less
 * @param likely what is told where one figure is asked for
 * @param to in one of forty cases it takes longer
 */
record Estimate(Duration from, Duration likely, Duration to) {}
