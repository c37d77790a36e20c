package dev.frontrow.organizer;

import java.util.List;

/**
 * What of a concert is exported.
 *
 * @param sql of a batch of rows from {@code :after} on; the seats with spaces between, since commas part the cells
 * @param columns its columns, which are the names of the cells as well, for good
 */
record Export(String name, String sql, List<String> columns) {

    static final Export RESERVATIONS = new Export(
            "reservations",
            """
            select r.id, r.id as reservation_id, r.performance_id, p.date, r.user_id, u.username, u.email,
                   array_to_string(r.seats, ' ') as seats, r.amount,
                   case when r.status = 'HELD' and r.expires_at <= :now then 'EXPIRED' else r.status end as status,
                   r.held_at, r.expires_at, r.ended_at
              from reservation r
              join performance p on p.id = r.performance_id
              join users u on u.id = r.user_id
             where r.concert_id = :concert and r.id > :after
             order by r.id limit :limit
            """,
            List.of(
                    "reservation_id",
                    "performance_id",
                    "date",
                    "user_id",
                    "username",
                    "email",
                    "seats",
                    "amount",
                    "status",
                    "held_at",
                    "expires_at",
                    "ended_at"));

    static final Export PAYMENTS = new Export(
            "payments",
            """
            select y.id, y.id as payment_id, y.reservation_id, r.performance_id, p.date, y.user_id, u.username, u.email,
                   array_to_string(r.seats, ' ') as seats, y.amount, r.status, y.paid_at
              from payment y
              join reservation r on r.id = y.reservation_id
              join performance p on p.id = r.performance_id
              join users u on u.id = y.user_id
             where r.concert_id = :concert and y.id > :after
             order by y.id limit :limit
            """,
            List.of(
                    "payment_id",
                    "reservation_id",
                    "performance_id",
                    "date",
                    "user_id",
                    "username",
                    "email",
                    "seats",
                    "amount",
                    "status",
                    "paid_at"));
}
