-- Fifty payments that were asked for at the same time, as the server gathers them: reservations and wallets locked, debits,
-- entries, payments, reservations and seats sold, events. What was paid before is held again by it, which writes as much.
-- A wallet is always the same client's, as it is the same writer's in the server.
\set fan :client_id * 5000 + random(0, 98) * 50 + 1
\set performance random(11, 20)
begin;
select r.id, r.concert_id, r.performance_id, r.user_id, r.seats, r.amount, r.status, r.held_at, r.expires_at
  from ceiling.hold h join ceiling.reservation r on r.id = h.id
 where h.fan between :fan and :fan + 49 and h.performance_id = :performance order by r.id for update of r;
select user_id, balance, incoming from ceiling.wallet w join ceiling.fan f on w.user_id = f.id
 where f.n between :fan and :fan + 49 order by user_id for update of w;
update ceiling.wallet w set balance = balance - 1 from ceiling.fan f
 where f.n between :fan and :fan + 49 and w.user_id = f.id and balance >= 1;
insert into ceiling.wallet_entry (user_id, type, amount, balance_after, at, reference)
select id, 'USE', -1, 1, now(), gen_random_uuid()::text from ceiling.fan where n between :fan and :fan + 49;
insert into ceiling.payment (id, reservation_id, user_id, amount, paid_at)
select gen_random_uuid(), gen_random_uuid(), id, 1, now() from ceiling.fan where n between :fan and :fan + 49;
update ceiling.reservation r set status = case r.status when 'HELD' then 'PAID' else 'HELD' end,
       ended_at = case r.status when 'HELD' then now() end
  from ceiling.hold h
 where h.fan between :fan and :fan + 49 and h.performance_id = :performance and r.id = h.id;
update ceiling.seat s set status = case s.status when 'HELD' then 'RESERVED' else 'HELD' end,
       owner_id = case s.status when 'HELD' then r.user_id end, changed_at = now()
  from ceiling.hold h join ceiling.reservation r on r.id = h.id
 where h.fan between :fan and :fan + 49 and h.performance_id = :performance
   and s.performance_id = r.performance_id and s.number = any(r.seats) and s.reservation_id = r.id;
insert into ceiling.outbox (topic, key, payload)
select 'frontrow.payments', '1', repeat('a seat was paid ', 24) from generate_series(0, 49)
union all
select 'frontrow.points', '1', repeat('points ', 40) from generate_series(0, 49)
union all
select 'frontrow.reservations', '1', repeat('a seat was sold ', 24) from generate_series(0, 49);
commit;
