-- What each minute of a sale brought, counted from the events.
create table sales_minute (
    performance_id bigint      not null references performance,
    minute         timestamptz not null,
    seats_held     integer     not null default 0,
    seats_lapsed   integer     not null default 0,
    seats_canceled integer     not null default 0,
    seats_sold     integer     not null default 0,
    revenue        bigint      not null default 0,
    primary key (performance_id, minute)
);

-- The events already counted, so that a repeated delivery counts once.
create table sales_event (
    event_id   uuid primary key,
    counted_at timestamptz not null
);
create index sales_event_counted_at on sales_event (counted_at);
