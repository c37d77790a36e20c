-- A payment as the server writes it, but for what it remembers under the key: reservation and wallet locked, debit, entry,
-- payment, reservation and seat sold, three events, in one transaction. What was paid before is held again by it, which
-- writes as much.
\set fan random(1, 20000)
\set performance random(11, 20)
begin;
select r.id, r.concert_id, r.performance_id, r.user_id, r.seats, r.amount, r.status, r.held_at, r.expires_at
  from ceiling.hold h join ceiling.reservation r on r.id = h.id
 where h.fan = :fan and h.performance_id = :performance for update of r;
select user_id, balance, incoming from ceiling.wallet w join ceiling.fan f on w.user_id = f.id
 where f.n = :fan for update of w;
update ceiling.wallet w set balance = balance - 1 from ceiling.fan f
 where f.n = :fan and w.user_id = f.id and balance >= 1;
insert into ceiling.wallet_entry (user_id, type, amount, balance_after, at, reference)
select id, 'USE', -1, 1, now(), gen_random_uuid()::text from ceiling.fan where n = :fan;
insert into ceiling.payment (id, reservation_id, user_id, amount, paid_at)
select gen_random_uuid(), gen_random_uuid(), id, 1, now() from ceiling.fan where n = :fan;
update ceiling.reservation r set status = case r.status when 'HELD' then 'PAID' else 'HELD' end,
       ended_at = case r.status when 'HELD' then now() end
  from ceiling.hold h where h.fan = :fan and h.performance_id = :performance and r.id = h.id;
update ceiling.seat s set status = case s.status when 'HELD' then 'RESERVED' else 'HELD' end,
       owner_id = case s.status when 'HELD' then r.user_id end, changed_at = now()
  from ceiling.hold h join ceiling.reservation r on r.id = h.id
 where h.fan = :fan and h.performance_id = :performance
   and s.performance_id = r.performance_id and s.number = any(r.seats) and s.reservation_id = r.id;
insert into ceiling.outbox (topic, key, payload)
values ('frontrow.payments', '1', repeat('a seat was paid ', 24)), ('frontrow.points', '1', repeat('points ', 40)),
       ('frontrow.reservations', '1', repeat('a seat was sold ', 24));
commit;
