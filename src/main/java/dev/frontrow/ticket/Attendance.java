package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;

/**
 * Who has come to a performance.
 *
 * @param checkedIn people let in, at most {@code sold}
 * @param sold seats paid for and not paid back
 */
record Attendance(PerformanceId performanceId, int checkedIn, int sold) {}
