create table payment (
    id             uuid primary key,
    reservation_id uuid        not null unique references reservation, -- a reservation is paid once (M5)
    user_id        uuid        not null references users,
    amount         bigint      not null check (amount >= 0),
    paid_at        timestamptz not null
);
