-- Cards as their owners see them. Of a card's number only the last four digits are here, and the provider's token
-- only sealed (P5).
create table payment_method (
    id           uuid primary key,
    user_id      uuid        not null references users,
    brand        text        not null,
    last4        text        not null check (last4 ~ '^[0-9]{4}$'),
    sealed_token bytea,                             -- forgotten once removed and no charge with it is pending
    added_at     timestamptz not null,
    removed_at   timestamptz,
    check (removed_at is not null or sealed_token is not null)
);
create index payment_method_user on payment_method (user_id) where removed_at is null;

-- Charges by card. Each is decided once; until then the provider is asked again.
create table card_charge (
    id                uuid primary key,             -- and the provider's idempotency key
    user_id           uuid        not null references users,
    payment_method_id uuid        not null references payment_method,
    amount            bigint      not null check (amount > 0),
    status            text        not null check (status in ('PENDING', 'CHARGED', 'DECLINED')),
    asked             integer     not null,         -- how often the provider has not told
    ask_at            timestamptz not null,         -- when to ask again
    begun_at          timestamptz not null,
    settled_at        timestamptz,
    balance           bigint,                       -- of the wallet after it
    check ((status = 'PENDING') = (settled_at is null))
);
create index card_charge_pending on card_charge (ask_at) where status = 'PENDING';
create index card_charge_pending_method on card_charge (payment_method_id) where status = 'PENDING';
