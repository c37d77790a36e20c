create table users (
    id            uuid primary key,
    username      text        not null,
    email         text        not null unique, -- lower case
    password_hash text        not null,
    roles         text[]      not null,
    blocked       boolean     not null default false,
    created_at    timestamptz not null,
    changed_at    timestamptz not null        -- of the last block, unblock or change of roles
);
create index users_changed_at on users (changed_at) where changed_at > created_at;
create index users_blocked on users (id) where blocked;
create index users_organizers on users (id) where 'ORGANIZER' = any (roles);

-- What organizers did, and when (O5, W12).
create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   uuid        not null references users,
    act     text        not null,
    subject text        not null,
    detail  jsonb       not null
);
