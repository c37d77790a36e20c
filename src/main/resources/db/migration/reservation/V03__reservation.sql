create table reservation (
    id             uuid primary key,
    performance_id bigint      not null references performance,
    concert_id     bigint      not null references concert,
    user_id        uuid        not null references users,
    seats          integer[]   not null check (cardinality(seats) > 0), -- numbers, ascending
    amount         bigint      not null check (amount >= 0),            -- points
    status         text        not null
        check (status in ('HELD', 'PAID', 'EXPIRED', 'CANCELED', 'REFUNDED')),
    held_at        timestamptz not null,
    expires_at     timestamptz not null,
    ended_at       timestamptz,
    check ((status = 'HELD') = (ended_at is null))
);
create index reservation_user on reservation (user_id, performance_id);
create index reservation_due on reservation (expires_at) where status = 'HELD';
create index reservation_performance on reservation (performance_id, status);

-- The days whose 09:00 reopening has been done (H8).
create table reopening (
    day    date primary key,
    ran_at timestamptz not null,
    seats  integer     not null
);
