-- Fifty holds that were asked for at the same time, as the server gathers them: seats locked, reservations, seats, events.
\set performance random(1, 10)
\set offset random(1, 1200)
\set fan random(1, 19950)
begin;
select number, price from ceiling.seat
 where performance_id = :performance and number in (select n * 1200 + :offset from generate_series(0, 49) n)
 order by number for update skip locked;
insert into ceiling.reservation
       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
select gen_random_uuid(), :performance, 1, f.id, array[i.n * 1200 + :offset], 1, 'HELD', now(), now() + interval '5 minutes'
  from generate_series(0, 49) i(n) join ceiling.fan f on f.n = :fan + i.n;
update ceiling.seat set status = 'HELD', reservation_id = gen_random_uuid(), changed_at = now()
 where performance_id = :performance and number in (select n * 1200 + :offset from generate_series(0, 49) n);
insert into ceiling.outbox (topic, key, payload)
select 'frontrow.reservations', '1', repeat('a seat was held ', 24) from generate_series(0, 49);
commit;
