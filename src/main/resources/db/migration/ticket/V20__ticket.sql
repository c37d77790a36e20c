-- Who was let in with which ticket. One with a reservation that was paid back does not count for the next owner.
create table check_in (
    reservation_id uuid        not null references reservation,
    seat_number    integer     not null,
    checked_in_at  timestamptz not null,
    checked_in_by  uuid        not null references users,
    primary key (reservation_id, seat_number) -- nobody enters twice
);
