package dev.frontrow.organizer;

import dev.frontrow.shared.PatientTransaction;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Computes the reconciliation from the tables, in one statement and so at one instant (O4). */
@Repository
class ReconciliationStore {

    /**
     * A bill is a reservation that is paid or was, beside its payment and the seats that whoever paid has of it; what
     * is missing is null. Joined in full, so that PostgreSQL does not compare each with each while it has no statistics
     * yet of a sale that has just begun.
     */
    private static final String CHECK = """
            with paid as (
                select r.id as reservation_id, r.performance_id, p.user_id as payer, r.user_id as buyer, r.status,
                       r.seats, r.amount as price, p.id as payment, p.amount
                  from reservation r left join payment p on p.reservation_id = r.id
                 where r.status = 'PAID' or p.id is not null
            ), sold as (
                select reservation_id, performance_id, owner_id as payer, sum(price) as price,
                       array_agg(number order by number) as seats
                  from seat where status = 'RESERVED' group by reservation_id, performance_id, owner_id
            ), bill as materialized (
                select performance_id, payer, buyer, status, paid.seats as meant, paid.price, payment, amount,
                       sold.seats as had, coalesce(sold.price, 0) as worth
                  from paid full join sold using (reservation_id, performance_id, payer)
            ), account as materialized (
                select user_id, sum(amount) as total, sum(amount) filter (where type = 'REFUND') as refunded,
                       bool_or(balance_after <> before + amount) as broken
                  from (select user_id, type, amount, balance_after, lag(balance_after, 1, 0::bigint)
                               over (partition by user_id order by id) as before from wallet_entry) entry
                 group by user_id
            )
            select
              (select count(*) from (
                  select 1 from (select performance_id, unnest(meant) as number from bill where status = 'PAID') seat
                   group by performance_id, number having count(*) > 1) twice) as sold_twice,
              (select count(*) from bill where payment is not null and (payer <> buyer
                  or status not in ('PAID', 'REFUNDED') or status = 'PAID' and had is distinct from meant)
              ) as payments_without_seats,
              (select count(*) from (
                  select distinct performance_id, unnest(coalesce(had, meant)) from bill where payment is null) seat
              ) as seats_without_payment,
              (select count(*) from wallet w full join account a using (user_id)
                where coalesce(w.balance, 0) <> coalesce(a.total, 0) or w.balance < 0 or a.broken
              ) as wallets_out_of_balance,
              (select coalesce(sum(abs(coalesce(p.amount, 0) + coalesce(e.amount, 0))), 0)
                 from (select payer as user_id, payment::text as reference, amount from bill) p
                 full join (select user_id, reference, sum(amount) as amount from wallet_entry
                             where type = 'USE' group by user_id, reference) e using (user_id, reference))
              + (select coalesce(sum(coalesce(abs(amount - price), 0)
                                     + abs(case status when 'PAID' then coalesce(amount, 0) else 0 end - worth)), 0)
                   from bill)
              + (select coalesce(sum(abs(coalesce(p.amount, 0) - coalesce(a.refunded, 0))), 0)
                   from (select payer as user_id, sum(amount) as amount from bill where status = 'REFUNDED'
                          group by payer) p
                   full join account a using (user_id)) as revenue_mismatch
            """;

    /** Any number that no other advisory lock uses. */
    static final long LOCK = 0xB00C5;

    private final JdbcClient jdbc;
    private final PatientTransaction transaction;

    ReconciliationStore(JdbcClient jdbc, PatientTransaction transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Reconciliation check(Instant now) {
        return transaction.run(() -> read(now));
    }

    /** The same, or nothing while another instance does it for its metrics. */
    Optional<Reconciliation> checkUnlessAnotherDoes(Instant now) {
        return transaction.run(() -> isMine() ? Optional.of(read(now)) : Optional.empty());
    }

    private boolean isMine() {
        return jdbc.sql("select pg_try_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Boolean.class)
                .single();
    }

    private Reconciliation read(Instant now) {
        return jdbc.sql(CHECK)
                .query((row, number) -> new Reconciliation(
                        now,
                        row.getLong("sold_twice"),
                        row.getLong("payments_without_seats"),
                        row.getLong("seats_without_payment"),
                        row.getLong("wallets_out_of_balance"),
                        row.getLong("revenue_mismatch")))
                .single();
    }
}
