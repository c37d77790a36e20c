package dev.frontrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

/** What must be true of the tables whatever happened before (invariants 1 and 4). */
public final class Invariants {

    private Invariants() {}

    /** The books balance, and the seats of the performance say the same as its reservations and its tally (O4). */
    public static void assertKept(TestServer server, long performanceId) {
        assertSeatsMatchReservations(server, performanceId);
        assertTallyIsRight(server, performanceId);
        Books.assertBalanced(Fans.organizer(server).api());
    }

    /** The seats of the performance and the reservations that are live on them tell the same. */
    public static void assertSeatsMatchReservations(TestServer server, long performanceId) {
        var held = server.jdbc()
                .sql("""
                        select number || ' ' || status || ' ' || reservation_id from seat
                        where performance_id = :performance and reservation_id is not null order by 1
                        """)
                .param("performance", performanceId)
                .query(String.class)
                .list();
        var reserved = server.jdbc()
                .sql("""
                        select number || case status when 'PAID' then ' RESERVED ' else ' HELD ' end || id
                        from reservation, unnest(seats) number
                        where performance_id = :performance and status in ('HELD', 'PAID') order by 1
                        """)
                .param("performance", performanceId)
                .query(String.class)
                .list();
        assertThat(held).isEqualTo(reserved);
    }

    /** What is told of the seats left is what a count of the seats gives. */
    public static void assertTallyIsRight(TestServer server, long performanceId) {
        var wrong = server.jdbc()
                .sql("""
                        select status, seats, told from
                          (select status, count(*) as seats from seat
                            where performance_id = :performance group by 1) seat
                          full join (
                            select unnest(array['AVAILABLE', 'HELD', 'RESERVED', 'CANCELED']) as status,
                                   unnest(array[sum(available), sum(held), sum(reserved), sum(canceled)]) as told
                            from seat_tally where performance_id = :performance) tally using (status)
                        where coalesce(seats, 0) is distinct from coalesce(told, 0)
                        """)
                .param("performance", performanceId)
                .query()
                .listOfRows();
        assertThat(wrong).isEmpty();
    }

    /** The wallet's balance is what its entries say, line by line, and was never below 0. */
    public static void assertWalletAddsUp(TestServer server, UUID user, long balance) {
        var wrong = server.jdbc().sql("""
                        select count(*) from (
                          select balance_after, sum(amount) over (order by id) as total
                          from wallet_entry where user_id = :user) line
                        where balance_after <> total or balance_after < 0
                        """).param("user", user).query(Long.class).single();
        assertThat(wrong).as("wrong lines in the wallet of %s", user).isZero();
        assertThat(sum(server, user)).isEqualTo(balance);
        var kept = server.jdbc()
                .sql("select balance from wallet where user_id = :user")
                .param("user", user)
                .query(Long.class)
                .single();
        assertThat(kept).isEqualTo(balance);
    }

    private static long sum(TestServer server, UUID user) {
        return server.jdbc()
                .sql("select coalesce(sum(amount), 0) from wallet_entry where user_id = :user")
                .param("user", user)
                .query(Long.class)
                .single();
    }
}
