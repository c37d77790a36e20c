-- Fifty payments that were asked for at the same time, as the server gathers them: debits, entries, payments, events.
-- A wallet is always the same client's, as it is the same writer's in the server.
\set fan :client_id * 5000 + random(0, 98) * 50 + 1
begin;
update ceiling.wallet w set balance = balance - 1 from ceiling.fan f
 where f.n between :fan and :fan + 49 and w.user_id = f.id and balance >= 1;
insert into ceiling.wallet_entry (user_id, type, amount, balance_after, at, reference)
select id, 'USE', -1, 1, now(), gen_random_uuid()::text from ceiling.fan where n between :fan and :fan + 49;
insert into ceiling.payment (id, reservation_id, user_id, amount, paid_at)
select gen_random_uuid(), gen_random_uuid(), id, 1, now() from ceiling.fan where n between :fan and :fan + 49;
insert into ceiling.outbox (topic, key, payload)
select 'frontrow.payments', '1', repeat('a seat was paid ', 24) from generate_series(0, 49)
union all
select 'frontrow.points', '1', repeat('points ', 40) from generate_series(0, 49);
commit;
