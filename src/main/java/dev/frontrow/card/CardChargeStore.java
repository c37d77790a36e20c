package dev.frontrow.card;

import dev.frontrow.card.CardCharge.Status;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The charges' rows. A charge that is decided is not decided again: the row count says who did. */
@Repository
class CardChargeStore {

    private static final String COLUMNS =
            " id, user_id, payment_method_id, amount, status, asked, ask_at, begun_at, settled_at, balance ";

    private final JdbcClient jdbc;

    CardChargeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(UUID id, UserId owner, PaymentMethodId method, long amount, Instant now, Instant askAt) {
        jdbc.sql("""
                insert into card_charge (id, user_id, payment_method_id, amount, status, asked, ask_at, begun_at)
                values (:id, :owner, :method, :amount, 'PENDING', 0, :askAt, :now)
                """)
                .param("id", id)
                .param("owner", owner.value())
                .param("method", method.value())
                .param("amount", amount)
                .param("askAt", SqlTime.of(askAt))
                .param("now", SqlTime.of(now))
                .update();
    }

    Optional<CardCharge> find(UUID id) {
        return jdbc.sql("select" + COLUMNS + "from card_charge where id = :id")
                .param("id", id)
                .query(CardChargeStore::charge)
                .optional();
    }

    /** Decides a charge; false, and nothing done, when it is decided already. */
    boolean settle(UUID id, Status status, Instant now) {
        return jdbc.sql("""
                update card_charge set status = :status, settled_at = :now where id = :id and status = 'PENDING'
                """)
                        .param("status", status.name())
                        .param("now", SqlTime.of(now))
                        .param("id", id)
                        .update()
                == 1;
    }

    void setBalance(UUID id, long balance) {
        jdbc.sql("update card_charge set balance = :balance where id = :id")
                .param("balance", balance)
                .param("id", id)
                .update();
    }

    /** The provider has not told. */
    void askAgain(UUID id, Instant askAt) {
        jdbc.sql("""
                update card_charge set asked = asked + 1, ask_at = :askAt where id = :id and status = 'PENDING'
                """).param("askAt", SqlTime.of(askAt)).param("id", id).update();
    }

    /** The provider could not be asked yet. */
    void askAt(UUID id, Instant askAt) {
        jdbc.sql("update card_charge set ask_at = :askAt where id = :id and status = 'PENDING'")
                .param("askAt", SqlTime.of(askAt))
                .param("id", id)
                .update();
    }

    /** Takes charges that are due to be asked about, longest due first, so that nobody else asks until then. */
    List<CardCharge> takeDue(Instant now, Instant until, int limit) {
        return jdbc.sql("""
                with due as (
                    select id as due_id from card_charge where status = 'PENDING' and ask_at <= :now
                     order by ask_at limit :limit for update skip locked
                )
                update card_charge set ask_at = :until from due where id = due_id
                returning""" + COLUMNS)
                .param("now", SqlTime.of(now))
                .param("until", SqlTime.of(until))
                .param("limit", limit)
                .query(CardChargeStore::charge)
                .list();
    }

    private static CardCharge charge(ResultSet row, int number) throws SQLException {
        return new CardCharge(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("user_id", UUID.class)),
                new PaymentMethodId(row.getObject("payment_method_id", UUID.class)),
                row.getLong("amount"),
                Status.valueOf(row.getString("status")),
                row.getInt("asked"),
                SqlTime.in(row, "ask_at"),
                SqlTime.in(row, "begun_at"),
                SqlTime.orNull(row, "settled_at"),
                row.getObject("balance", Long.class));
    }
}
