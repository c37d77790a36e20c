package dev.frontrow.wallet;

import dev.frontrow.shared.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Wallets and their entries. Each change of a balance is one conditional statement, and the row count its answer. */
@Repository
class WalletStore {

    /** Most points of one charge (P1). */
    static final long CHARGE_LIMIT = 10_000_000;

    /** Most points in a wallet (P1). */
    private static final long BALANCE_LIMIT = 1_000_000_000;

    private final JdbcClient jdbc;

    WalletStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The new balance; empty, and nothing changed, when it would exceed the limit. */
    Optional<Long> add(UserId owner, long amount) {
        return jdbc.sql("""
                insert into wallet (user_id, balance) values (:owner, :amount)
                on conflict (user_id) do update set balance = wallet.balance + excluded.balance
                 where wallet.balance + wallet.incoming + excluded.balance <= :limit
                returning balance
                """)
                .param("owner", owner.value())
                .param("amount", amount)
                .param("limit", BALANCE_LIMIT)
                .query(Long.class)
                .optional();
    }

    /** False, and nothing changed, when the balance might exceed the limit. */
    boolean expect(UserId owner, long amount) {
        return jdbc.sql("""
                insert into wallet (user_id, balance, incoming) values (:owner, 0, :amount)
                on conflict (user_id) do update set incoming = wallet.incoming + excluded.incoming
                 where wallet.balance + wallet.incoming + excluded.incoming <= :limit
                """)
                        .param("owner", owner.value())
                        .param("amount", amount)
                        .param("limit", BALANCE_LIMIT)
                        .update()
                == 1;
    }

    /** The new balance, for points that were expected. */
    long receive(UserId owner, long amount) {
        return jdbc.sql("""
                update wallet set balance = balance + :amount, incoming = incoming - :amount where user_id = :owner
                returning balance
                """)
                .param("amount", amount)
                .param("owner", owner.value())
                .query(Long.class)
                .single();
    }

    void expectNoMore(UserId owner, long amount) {
        jdbc.sql("update wallet set incoming = incoming - :amount where user_id = :owner")
                .param("amount", amount)
                .param("owner", owner.value())
                .update();
    }

    /** The new balance; empty, and nothing changed, when there is less than the amount. */
    Optional<Long> take(UserId owner, long amount) {
        if (amount == 0) {
            return add(owner, 0); // a free seat is paid from a wallet that was never charged, too
        }
        return jdbc.sql("""
                update wallet set balance = balance - :amount
                 where user_id = :owner and balance >= :amount
                returning balance
                """)
                .param("owner", owner.value())
                .param("amount", amount)
                .query(Long.class)
                .optional();
    }

    void enter(UserId owner, Entry.Type type, long amount, long balanceAfter, Instant at, @Nullable String reference) {
        jdbc.sql("""
                insert into wallet_entry (user_id, type, amount, balance_after, at, reference)
                values (:owner, :type, :amount, :balanceAfter, :at, :reference)
                """)
                .param("owner", owner.value())
                .param("type", type.name())
                .param("amount", amount)
                .param("balanceAfter", balanceAfter)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("reference", reference)
                .update();
    }

    long balance(UserId owner) {
        return jdbc.sql("select balance from wallet where user_id = :owner")
                .param("owner", owner.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    List<Entry> entries(UserId owner, long before, int limit) {
        return jdbc.sql("""
                select id, type, amount, balance_after, at, reference from wallet_entry
                 where user_id = :owner and id < :before
                 order by id desc limit :limit
                """)
                .param("owner", owner.value())
                .param("before", before)
                .param("limit", limit)
                .query(WalletStore::entry)
                .list();
    }

    private static Entry entry(ResultSet row, int number) throws SQLException {
        return new Entry(
                row.getLong("id"),
                Entry.Type.valueOf(row.getString("type")),
                row.getLong("amount"),
                row.getLong("balance_after"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("reference"));
    }
}
