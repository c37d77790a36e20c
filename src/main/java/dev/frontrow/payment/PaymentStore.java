package dev.frontrow.payment;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The payments' rows; the table refuses a second one of a reservation (M5). */
@Repository
class PaymentStore {

    private final JdbcClient jdbc;

    PaymentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes down payments, in one statement however many they are. */
    void insert(List<PaymentCompleted> completed) {
        jdbc.sql("""
                insert into payment (id, reservation_id, user_id, amount, paid_at)
                select * from unnest(:ids::uuid[], :reservations::uuid[], :users::uuid[], :amounts::bigint[],
                                     :times::timestamptz[])
                """)
                .param("ids", column(completed, UUID[]::new, PaymentCompleted::paymentId))
                .param(
                        "reservations",
                        column(
                                completed,
                                UUID[]::new,
                                paid -> paid.reservationId().value()))
                .param(
                        "users",
                        column(completed, UUID[]::new, paid -> paid.userId().value()))
                .param("amounts", column(completed, Long[]::new, PaymentCompleted::amount))
                .param(
                        "times",
                        column(
                                completed,
                                String[]::new,
                                paid -> paid.occurredAt().toString()))
                .update();
    }

    private static <V> V[] column(
            List<PaymentCompleted> rows, IntFunction<V[]> array, Function<PaymentCompleted, V> value) {
        return rows.stream().map(value).toArray(array);
    }
}
