package dev.frontrow.card;

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

/** The payment methods' rows, in which there is of a card what its owner is shown, and the sealed token. */
@Repository
class PaymentMethodStore {

    private static final int RESEAL_BATCH_ROWS = 200;

    private final JdbcClient jdbc;

    PaymentMethodStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** False, and nothing done, when the user has so many already. */
    boolean insert(UserId owner, PaymentMethod method, SealedToken token, int most, Instant now) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:owner, 3))")
                .param("owner", owner.toString())
                .query((row, number) -> true)
                .single();
        return jdbc.sql("""
                insert into payment_method (id, user_id, brand, last4, sealed_token, added_at)
                select :id, :owner, :brand, :last4, :token, :now
                 where (select count(*) from payment_method where user_id = :owner and removed_at is null) < :most
                """)
                        .param("id", method.paymentMethodId().value())
                        .param("owner", owner.value())
                        .param("brand", method.brand().name())
                        .param("last4", method.last4())
                        .param("token", token.bytes())
                        .param("now", SqlTime.of(now))
                        .param("most", most)
                        .update()
                == 1;
    }

    /** Oldest first. */
    List<PaymentMethod> of(UserId owner) {
        return jdbc.sql("""
                select id, brand, last4 from payment_method
                 where user_id = :owner and removed_at is null order by id
                """)
                .param("owner", owner.value())
                .query((row, number) -> new PaymentMethod(
                        new PaymentMethodId(row.getObject("id", UUID.class)),
                        Brand.valueOf(row.getString("brand")),
                        row.getString("last4")))
                .list();
    }

    /** Keeps the method from being removed until the transaction ends; none when the user does not have it. */
    Optional<SealedToken> holdOnTo(UserId owner, PaymentMethodId method) {
        return jdbc.sql("""
                select id, sealed_token from payment_method
                 where id = :method and user_id = :owner and removed_at is null for share
                """)
                .param("method", method.value())
                .param("owner", owner.value())
                .query(PaymentMethodStore::token)
                .optional();
    }

    /** Until the transaction ends. Always before a wallet. */
    void lock(PaymentMethodId method) {
        jdbc.sql("select id from payment_method where id = :method for no key update")
                .param("method", method.value())
                .query(UUID.class)
                .single();
    }

    boolean remove(UserId owner, PaymentMethodId method, Instant now) {
        return jdbc.sql("""
                update payment_method set removed_at = :now
                 where id = :method and user_id = :owner and removed_at is null
                """)
                        .param("now", SqlTime.of(now))
                        .param("method", method.value())
                        .param("owner", owner.value())
                        .update()
                == 1;
    }

    /** Forgets the token of a removed method, unless a charge with it is not decided yet. */
    void forget(PaymentMethodId method) {
        jdbc.sql("""
                update payment_method m set sealed_token = null
                 where m.id = :method and m.removed_at is not null and not exists (
                       select from card_charge c where c.payment_method_id = m.id and c.status = 'PENDING')
                """).param("method", method.value()).update();
    }

    Optional<SealedToken> tokenOf(PaymentMethodId method) {
        return jdbc.sql("select id, sealed_token from payment_method where id = :method and sealed_token is not null")
                .param("method", method.value())
                .query(PaymentMethodStore::token)
                .optional();
    }

    /** Some of the tokens that do not begin like this, the next ones by id, locked until the transaction ends. */
    List<SealedToken> notBeginningWith(byte[] prefix, PaymentMethodId after) {
        return jdbc.sql("""
                select id, sealed_token from payment_method
                 where substring(sealed_token from 1 for :length) <> :prefix and id > :after
                 order by id limit :limit for update skip locked
                """)
                .param("length", prefix.length)
                .param("prefix", prefix)
                .param("after", after.value())
                .param("limit", RESEAL_BATCH_ROWS)
                .query(PaymentMethodStore::token)
                .list();
    }

    private static SealedToken token(ResultSet row, int number) throws SQLException {
        return new SealedToken(new PaymentMethodId(row.getObject("id", UUID.class)), row.getBytes("sealed_token"));
    }

    void replace(SealedToken anew) {
        jdbc.sql("update payment_method set sealed_token = :token where id = :method")
                .param("token", anew.bytes())
                .param("method", anew.method().value())
                .update();
    }
}
