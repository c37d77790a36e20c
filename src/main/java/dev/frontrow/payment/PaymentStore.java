package dev.frontrow.payment;

import dev.frontrow.shared.Sql;
import dev.frontrow.shared.Statements;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.stereotype.Repository;

/** The payments' rows; the table refuses a second one of a reservation (M5). */
@Repository
class PaymentStore {

    private final Statements statements;

    PaymentStore(Statements statements) {
        this.statements = statements;
    }

    /** Writes payments, in one statement however many they are, by the commit. */
    void insert(List<PaymentCompleted> completed) {
        statements.later(Sql.of("""
                insert into payment (id, reservation_id, user_id, amount, paid_at)
                select * from unnest(:ids::uuid[], :reservations::uuid[], :users::uuid[], :amounts::bigint[],
                                     :times::timestamptz[])
                """)
                .with("ids", column(completed, UUID[]::new, PaymentCompleted::paymentId))
                .with(
                        "reservations",
                        column(
                                completed,
                                UUID[]::new,
                                paid -> paid.reservationId().value()))
                .with(
                        "users",
                        column(completed, UUID[]::new, paid -> paid.userId().value()))
                .with("amounts", column(completed, Long[]::new, PaymentCompleted::amount))
                .with(
                        "times",
                        column(
                                completed,
                                String[]::new,
                                paid -> paid.occurredAt().toString())));
    }

    private static <V> V[] column(
            List<PaymentCompleted> rows, IntFunction<V[]> array, Function<PaymentCompleted, V> value) {
        return rows.stream().map(value).toArray(array);
    }
}
