package dev.frontrow.payment;

import dev.frontrow.reservation.Reservation;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payments' rows; the table refuses a second one of a reservation (M5). */
@Repository
class PaymentStore {

    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, Reservation paid, Instant paidAt) {
        jdbc.sql("""
                insert into payment (id, reservation_id, user_id, amount, paid_at)
                values (:id, :reservation, :user, :amount, :paidAt)
                """)
                .param("id", id)
                .param("reservation", paid.id().value())
                .param("user", paid.userId().value())
                .param("amount", paid.amount())
                .param("paidAt", paidAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
