package dev.frontrow.ticket;

import dev.frontrow.catalog.PerformanceId;
import dev.frontrow.catalog.SeatRow;
import dev.frontrow.catalog.Seats;
import dev.frontrow.reservation.Reservation;
import dev.frontrow.reservation.ReservationId;
import dev.frontrow.shared.Anonymous;
import dev.frontrow.shared.Caller;
import dev.frontrow.shared.ConcertId;
import dev.frontrow.shared.Refuses;
import dev.frontrow.shared.Success;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tickets over HTTP, and the key with which anybody can check them without the server. */
@RestController
@RequestMapping("/api/v1")
class TicketController {

    private static final String SVG = "image/svg+xml";

    private final Tickets tickets;
    private final CheckIns checkIns;
    private final Seats seats;
    private final TicketKey key;

    TicketController(Tickets tickets, CheckIns checkIns, Seats seats, TicketKey key) {
        this.tickets = tickets;
        this.checkIns = checkIns;
        this.seats = seats;
        this.key = key;
    }

    record TicketList(
            ReservationId reservationId,
            ConcertId concertId,
            PerformanceId performanceId,
            LocalDate date,
            List<TicketReport> tickets) {}

    /**
     * One ticket.
     *
     * @param code what a door reads
     * @param checkedInAt when somebody was let in with it; null when nobody was
     */
    record TicketReport(
            int seatNumber,
            String section,
            String row,
            String code,
            @Nullable Instant checkedInAt) {}

    /**
     * A public key as RFC 8037 writes it.
     *
     * @param x base64url of its 32 bytes
     */
    record PublicKey(String kty, String crv, String x) {}

    @GetMapping("/reservations/{reservationId}/tickets")
    @Refuses({"404 RESERVATION_NOT_FOUND", "409 RESERVATION_NOT_PAID"})
    Success<TicketList> all(Caller caller, @PathVariable ReservationId reservationId) {
        Reservation paid = tickets.paid(reservationId, caller);
        Map<Integer, Instant> letIn = checkIns.of(reservationId);
        return Success.of(new TicketList(
                paid.id(),
                paid.concertId(),
                paid.performanceId(),
                paid.date(),
                paid.seatNumbers().stream()
                        .map(seat -> ticket(paid, seat, letIn.get(seat)))
                        .toList()));
    }

    private TicketReport ticket(Reservation paid, int seat, @Nullable Instant checkedInAt) {
        SeatRow row = seats.row(paid.performanceId(), seat).orElseThrow();
        return new TicketReport(seat, row.section(), row.row(), tickets.code(paid, seat), checkedInAt);
    }

    /** The code as an image, for those who show a ticket. */
    @GetMapping(path = "/reservations/{reservationId}/tickets/{seatNumber}/qr", produces = SVG)
    @Refuses({"404 RESERVATION_NOT_FOUND", "404 TICKET_NOT_FOUND", "409 RESERVATION_NOT_PAID"})
    void qr(
            Caller caller,
            @PathVariable ReservationId reservationId,
            @PathVariable int seatNumber,
            HttpServletResponse response)
            throws IOException {
        String svg = QrCode.svg(tickets.code(tickets.paid(reservationId, caller), seatNumber));
        response.setContentType(SVG);
        response.getOutputStream().write(svg.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/tickets/key")
    @Anonymous
    Success<PublicKey> key() {
        var x = Base64.getUrlEncoder().withoutPadding().encodeToString(key.publicBytes());
        return Success.of(new PublicKey("OKP", "Ed25519", x));
    }
}
