-- The draw among those who join a room before it opens (W15).
create table draw (
    room_id      text primary key,                                -- a concert's id
    seed         bytea       not null check (length(seed) = 32), -- secret until participants is set
    created_at   timestamptz not null,
    participants bigint check (participants between 0 and 1073741824), -- set once, at the opening
    drawn_at     timestamptz,
    check ((participants is null) = (drawn_at is null))
);
