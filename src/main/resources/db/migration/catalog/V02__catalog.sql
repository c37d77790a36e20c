create table concert (
    id               bigint generated always as identity primary key,
    title            text        not null,
    description      text        not null,
    venue            text        not null,
    own_waiting_room boolean     not null,
    reopen           text        not null check (reopen in ('DAILY', 'IMMEDIATELY')),
    created_at       timestamptz not null,
    withdrawn_at     timestamptz               -- a withdrawn concert is listed and sold no more
);

create table performance (
    id          bigint generated always as identity primary key,
    concert_id  bigint      not null references concert,
    date        date        not null,          -- of starts_at in the configured zone
    starts_at   timestamptz not null,
    on_sale_at  timestamptz not null,
    total_seats integer     not null check (total_seats between 1 and 60000),
    price_from  bigint      not null,          -- of the cheapest seat; like the layout, never changed
    price_to    bigint      not null,          -- of the dearest seat
    unique (concert_id, date)
);
create index performance_date on performance (date);

-- One row per seat of a performance. The layout is written once, by the catalog; the last four columns are the seat's
-- state and belong to the reservation module. No index covers them, so that a change of state stays within its page
-- (heap-only tuple), for which the pages are filled to 70 %.
create table seat (
    performance_id bigint      not null references performance,
    number         integer     not null check (number between 1 and 60000),
    section        text        not null,
    seat_row       text        not null,
    price          bigint      not null check (price >= 0),
    status         text        not null default 'AVAILABLE'
        check (status in ('AVAILABLE', 'HELD', 'RESERVED', 'CANCELED')),
    reservation_id uuid,                       -- whose it is while HELD or RESERVED
    owner_id       uuid references users,      -- once RESERVED
    changed_at     timestamptz,
    primary key (performance_id, number),
    check ((status in ('HELD', 'RESERVED')) = (reservation_id is not null)),
    check ((status = 'RESERVED') = (owner_id is not null))
) with (fillfactor = 70);
