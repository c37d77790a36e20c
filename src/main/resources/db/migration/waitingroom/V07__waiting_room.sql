-- What organizers set for a room; a room without a row follows the configured defaults (W7, O2).
create table waiting_room (
    room_id          text primary key,         -- 'lobby' or a concert's id
    policy           text    not null check (policy in ('SLOTS')),
    capacity         integer not null check (capacity between 0 and 1000000),
    admit_per_minute integer check (admit_per_minute > 0),
    session_seconds  integer not null check (session_seconds > 0),
    grace_seconds    integer not null check (grace_seconds > 0),
    paused           boolean not null
);
