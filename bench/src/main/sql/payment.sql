-- A payment as the server writes it: debit, entry, payment, two events, in one transaction.
\set fan random(1, 20000)
begin;
update ceiling.wallet w set balance = balance - 1 from ceiling.fan f
 where f.n = :fan and w.user_id = f.id and balance >= 1;
insert into ceiling.wallet_entry (user_id, type, amount, balance_after, at, reference)
select id, 'USE', -1, 1, now(), gen_random_uuid()::text from ceiling.fan where n = :fan;
insert into ceiling.payment (id, reservation_id, user_id, amount, paid_at)
select gen_random_uuid(), gen_random_uuid(), id, 1, now() from ceiling.fan where n = :fan;
insert into ceiling.outbox (topic, key, payload)
values ('frontrow.payments', '1', repeat('a seat was paid ', 24)), ('frontrow.points', '1', repeat('points ', 40));
commit;
