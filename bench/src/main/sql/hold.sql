-- A hold as the server writes it: seat, reservation, event, in one transaction. A seat taken before is let go by it.
\set performance random(1, 10)
\set seat random(1, 60000)
\set fan random(1, 20000)
begin;
update ceiling.seat set status = 'HELD', reservation_id = gen_random_uuid(), changed_at = now()
 where performance_id = :performance and number = :seat;
insert into ceiling.reservation
       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
select gen_random_uuid(), :performance, 1, id, array[:seat::integer], 1, 'HELD', now(), now() + interval '5 minutes'
  from ceiling.fan where n = :fan;
insert into ceiling.outbox (topic, key, payload)
values ('frontrow.reservations', '1', repeat('a seat was held ', 24));
commit;
