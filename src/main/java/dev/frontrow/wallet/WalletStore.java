package dev.frontrow.wallet;

import dev.frontrow.shared.Sql;
import dev.frontrow.shared.SqlTime;
import dev.frontrow.shared.Statements;
import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.WalletEvent.PointsCharged;
import dev.frontrow.wallet.WalletEvent.PointsUsed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Wallets and their entries. Whether points can be added or taken out is decided over locked wallets; room for those
 * that a card is to pay for is kept by one conditional statement. The tables' own checks hold the bounds whatever is
 * asked (P1, P4).
 */
@Repository
class WalletStore {

    /** Most points of one charge (P1). */
    static final long CHARGE_LIMIT = 10_000_000;

    /** Most points in a wallet (P1). */
    private static final long BALANCE_LIMIT = 1_000_000_000;

    /**
     * What is in a wallet.
     *
     * @param incoming points that cards are about to pay for
     */
    record Funds(long balance, long incoming) {

        static final Funds NONE = new Funds(0, 0);

        Funds plus(long amount) {
            return new Funds(balance + amount, incoming);
        }

        boolean hasRoomFor(long amount) {
            return balance + incoming + amount <= BALANCE_LIMIT;
        }
    }

    private final JdbcClient jdbc;
    private final Statements statements;

    WalletStore(JdbcClient jdbc, Statements statements) {
        this.jdbc = jdbc;
        this.statements = statements;
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

    /** Locks the wallets until the transaction ends, in one order, and tells what is in each that there is. */
    Map<UserId, Funds> lock(Collection<UserId> owners) {
        return jdbc
                .sql("""
                select user_id, balance, incoming from wallet where user_id = any(:owners) order by user_id for update
                """)
                .param("owners", ids(owners))
                .query((row, number) -> Map.entry(
                        new UserId(row.getObject("user_id", UUID.class)),
                        new Funds(row.getLong("balance"), row.getLong("incoming"))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Opens wallets that were never charged: a free seat is paid from one of those, too. */
    void open(Collection<UserId> owners) {
        jdbc.sql("""
                insert into wallet (user_id, balance)
                select owner, 0 from unnest(:owners::uuid[]) as owner order by owner
                on conflict do nothing
                """).param("owners", ids(owners)).update();
    }

    /** Adds points to locked wallets, or takes out what is known to be there, and enters each, by the commit. */
    void post(List<? extends WalletEvent> all) {
        var owners = ids(all.stream().map(WalletEvent::userId).toList());
        var amounts = all.stream().map(WalletStore::signed).toArray(Long[]::new);
        statements.later(Sql.of("""
                update wallet set balance = balance + change.amount
                  from (select owner, sum(amount)::bigint as amount
                          from unnest(:owners::uuid[], :amounts::bigint[]) as posted (owner, amount)
                         group by owner) as change
                 where user_id = change.owner
                """).with("owners", owners).with("amounts", amounts));
        statements.later(Sql.of("""
                insert into wallet_entry (user_id, type, amount, balance_after, at, reference)
                select owner, type, amount, balance, at, reference
                  from unnest(:owners::uuid[], :types::text[], :amounts::bigint[], :balances::bigint[],
                              :times::timestamptz[], :references::text[])
                       with ordinality as posted (owner, type, amount, balance, at, reference, place)
                 order by place
                """)
                .with("owners", owners)
                .with("types", all.stream().map(event -> type(event).name()).toArray(String[]::new))
                .with("amounts", amounts)
                .with("balances", all.stream().map(WalletEvent::balance).toArray(Long[]::new))
                .with(
                        "times",
                        all.stream().map(event -> event.occurredAt().toString()).toArray(String[]::new))
                .with("references", all.stream().map(WalletStore::reference).toArray(String[]::new)));
    }

    private static Entry.Type type(WalletEvent event) {
        return switch (event) {
            case PointsCharged charged -> Entry.Type.CHARGE;
            case PointsUsed used -> Entry.Type.USE;
        };
    }

    private static long signed(WalletEvent event) {
        return switch (event) {
            case PointsCharged charged -> charged.amount();
            case PointsUsed used -> -used.amount();
        };
    }

    private static @Nullable String reference(WalletEvent event) {
        return switch (event) {
            case PointsCharged charged -> null;
            case PointsUsed used -> used.reference();
        };
    }

    private static UUID[] ids(Collection<UserId> users) {
        return users.stream().map(UserId::value).toArray(UUID[]::new);
    }

    void enterCharge(UserId owner, long amount, long balanceAfter, Instant at, UUID reference) {
        jdbc.sql("""
                insert into wallet_entry (user_id, type, amount, balance_after, at, reference)
                values (:owner, 'CHARGE', :amount, :balanceAfter, :at, :reference)
                """)
                .param("owner", owner.value())
                .param("amount", amount)
                .param("balanceAfter", balanceAfter)
                .param("at", SqlTime.of(at))
                .param("reference", reference.toString())
                .update();
    }

    long balance(UserId owner) {
        return jdbc.sql("select balance from wallet where user_id = :owner")
                .param("owner", owner.value())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    Map<UserId, Long> balances(Collection<UserId> owners) {
        return jdbc
                .sql("select user_id, balance from wallet where user_id = any(:owners)")
                .param("owners", ids(owners))
                .query((row, number) ->
                        Map.entry(new UserId(row.getObject("user_id", UUID.class)), row.getLong("balance")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
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
                SqlTime.in(row, "at"),
                row.getString("reference"));
    }
}
