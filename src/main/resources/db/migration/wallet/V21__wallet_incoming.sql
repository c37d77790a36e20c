-- Points that cards are about to pay for: room is kept for them, so that what has been paid for always fits (P5).
alter table wallet
    add column incoming bigint not null default 0 check (incoming >= 0),
    add check (balance + incoming <= 1000000000);
