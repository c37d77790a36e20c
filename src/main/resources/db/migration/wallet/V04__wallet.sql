create table wallet (
    user_id uuid primary key references users,
    balance bigint not null check (balance between 0 and 1000000000)
) with (fillfactor = 70);

-- Append-only; a wallet's balance is the sum of its amounts (P3).
create table wallet_entry (
    id            bigint generated always as identity primary key,
    user_id       uuid        not null references users,
    type          text        not null check (type in ('CHARGE', 'USE', 'REFUND')),
    amount        bigint      not null check ((type = 'USE') = (amount < 0) or amount = 0), -- USE is negative
    balance_after bigint      not null check (balance_after >= 0),
    at            timestamptz not null,
    reference     text
);
create index wallet_entry_user on wallet_entry (user_id, id desc);
