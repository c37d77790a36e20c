package dev.frontrow.organizer;

import dev.frontrow.shared.PatientTransaction;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Computes the reconciliation from the tables, in one statement and so at one instant (O4). */
@Repository
class ReconciliationStore {

    private static final String CHECK = """
            with sold as (
                select r.id, r.performance_id, r.user_id, unnest(r.seats) as number
                  from reservation r where r.status = 'PAID'
            )
            select
              (select count(*) from (
                  select 1 from sold group by performance_id, number having count(*) > 1) twice) as sold_twice,
              (select count(*) from payment p join reservation r on r.id = p.reservation_id
                where r.status not in ('PAID', 'REFUNDED') or r.status = 'PAID' and cardinality(r.seats) <> (
                      select count(*) from seat s
                       where s.performance_id = r.performance_id and s.number = any(r.seats)
                         and s.status = 'RESERVED' and s.reservation_id = r.id and s.owner_id = p.user_id)
              ) as payments_without_seats,
              (select count(*) from seat s where s.status = 'RESERVED' and not exists (
                  select 1 from payment p
                   where p.reservation_id = s.reservation_id and p.user_id = s.owner_id)) as seats_without_payment,
              (select count(*) from wallet w
                 full join (select user_id, sum(amount) as total from wallet_entry group by user_id) e using (user_id)
                where coalesce(w.balance, 0) <> coalesce(e.total, 0) or w.balance < 0) as wallets_out_of_balance,
              (select coalesce(sum(abs(coalesce(p.amount, 0) + coalesce(e.amount, 0))), 0)
                 from payment p
                 full join (select user_id, reference, sum(amount) as amount from wallet_entry
                             where type = 'USE' group by user_id, reference) e
                   on e.reference = p.id::text and e.user_id = p.user_id)
              + (select coalesce(sum(abs(coalesce(p.amount, 0) - coalesce(s.price, 0))), 0)
                   from (select p.reservation_id, p.amount from payment p
                           join reservation r on r.id = p.reservation_id where r.status = 'PAID') p
                   full join (select reservation_id, sum(price) as price from seat
                               where status = 'RESERVED' group by reservation_id) s
                     on s.reservation_id = p.reservation_id) as revenue_mismatch
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
