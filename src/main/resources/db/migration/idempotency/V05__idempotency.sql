-- The answers to requests that carried a key, for 24 h (M4).
create table idempotency_key (
    user_id     uuid        not null references users,
    key         text        not null,
    fingerprint text        not null, -- SHA-256 of what was asked
    answered_at timestamptz not null,
    answer      jsonb       not null,
    primary key (user_id, key)
);
create index idempotency_key_answered_at on idempotency_key (answered_at);
