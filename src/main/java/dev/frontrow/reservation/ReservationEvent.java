package dev.frontrow.reservation;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.outbox.Event;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.UserId;
import java.util.List;

/** What is told on {@code frontrow.reservations}; in order within a performance (E2). */
public sealed interface ReservationEvent extends Event permits SeatsHeld, HoldLapsed, HoldCanceled, SeatsSold {

    String TOPIC = "frontrow.reservations";

    ReservationId reservationId();

    ConcertId concertId();

    PerformanceId performanceId();

    UserId userId();

    List<Integer> seatNumbers();

    @Override
    default String topic() {
        return TOPIC;
    }

    @Override
    default String key() {
        return performanceId().toString();
    }
}
