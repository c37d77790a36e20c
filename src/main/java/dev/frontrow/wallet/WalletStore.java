package dev.frontrow.wallet;

import dev.frontrow.shared.UserId;
import dev.frontrow.wallet.WalletEvent.PointsUsed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Locks the wallets until the transaction ends, in one order, and tells what is in each that there is. */
    Map<UserId, Long> lock(Collection<UserId> owners) {
        return balances(owners, "order by user_id for update");
    }

    /** Opens wallets that were never charged: a free seat is paid from one of those, too. */
    void open(Collection<UserId> owners) {
        jdbc.sql("insert into wallet (user_id, balance) select unnest(:owners::uuid[]), 0 on conflict do nothing")
                .param("owners", owners.stream().map(UserId::value).toArray(UUID[]::new))
                .update();
    }

    /** Takes points out of locked wallets that hold them, and enters each. */
    void use(List<PointsUsed> all) {
        var owners = all.stream().map(used -> used.userId().value()).toArray(UUID[]::new);
        var amounts = all.stream().map(PointsUsed::amount).toArray(Long[]::new);
        jdbc.sql("""
                update wallet set balance = balance - spent.amount
                  from (select owner, sum(amount)::bigint as amount
                          from unnest(:owners::uuid[], :amounts::bigint[]) as used (owner, amount)
                         group by owner) as spent
                 where user_id = spent.owner
                """).param("owners", owners).param("amounts", amounts).update();
        jdbc.sql("""
                insert into wallet_entry (user_id, type, amount, balance_after, at, reference)
                select owner, 'USE', -amount, balance, at, reference
                  from unnest(:owners::uuid[], :amounts::bigint[], :balances::bigint[], :times::timestamptz[],
                              :references::text[])
                       with ordinality as used (owner, amount, balance, at, reference, place)
                 order by place
                """)
                .param("owners", owners)
                .param("amounts", amounts)
                .param("balances", all.stream().map(PointsUsed::balance).toArray(Long[]::new))
                .param(
                        "times",
                        all.stream().map(used -> used.occurredAt().toString()).toArray(String[]::new))
                .param("references", all.stream().map(PointsUsed::reference).toArray(String[]::new))
                .update();
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

    Map<UserId, Long> balances(Collection<UserId> owners) {
        return balances(owners, "");
    }

    private Map<UserId, Long> balances(Collection<UserId> owners, String how) {
        return jdbc
                .sql("select user_id, balance from wallet where user_id = any(:owners) " + how)
                .param("owners", owners.stream().map(UserId::value).toArray(UUID[]::new))
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
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("reference"));
    }
}
