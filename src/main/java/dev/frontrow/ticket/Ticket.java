package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.reservation.ReservationId;

/**
 * The right to one seat of one performance, from a paid reservation.
 *
 * @param seat its number
 */
record Ticket(ReservationId reservation, PerformanceId performance, int seat) {}
