-- Copies of our tables with their indexes, in a schema of their own: a ceiling is not to be found in the books. Nothing
-- cleans them up in the minutes of what is measured next.
drop schema if exists ceiling cascade;
create schema ceiling;
create table ceiling.seat (like public.seat including all) with (fillfactor = 70, autovacuum_enabled = off);
create table ceiling.reservation (like public.reservation including all) with (autovacuum_enabled = off);
create table ceiling.payment (like public.payment including all) with (autovacuum_enabled = off);
create table ceiling.wallet (like public.wallet including all) with (fillfactor = 70, autovacuum_enabled = off);
create table ceiling.wallet_entry (like public.wallet_entry including all) with (autovacuum_enabled = off);
create table ceiling.outbox (like public.outbox including all) with (autovacuum_enabled = off);
insert into ceiling.seat (performance_id, number, section, seat_row, price)
select p, n, 'A', '1', 1 from generate_series(1, 10) p, generate_series(1, 60000) n;
insert into ceiling.wallet select gen_random_uuid(), 1000000000 from generate_series(1, 20000);
create table ceiling.fan as select row_number() over () as n, user_id as id from ceiling.wallet;
create unique index on ceiling.fan (n);
-- What is paid: a seat for each fan in each of ten performances that the holds leave alone.
create table ceiling.hold as
select n as fan, p as performance_id, gen_random_uuid() as id from generate_series(11, 20) p, generate_series(1, 20000) n;
create unique index on ceiling.hold (fan, performance_id);
insert into ceiling.reservation
       (id, performance_id, concert_id, user_id, seats, amount, status, held_at, expires_at)
select h.id, h.performance_id, 1, f.id, array[h.fan], 1, 'HELD', now(), now() + interval '5 minutes'
  from ceiling.hold h join ceiling.fan f on f.n = h.fan;
insert into ceiling.seat (performance_id, number, section, seat_row, price, status, reservation_id)
select performance_id, fan, 'A', '1', 1, 'HELD', id from ceiling.hold;
analyze ceiling.seat, ceiling.wallet, ceiling.fan, ceiling.hold, ceiling.reservation;
-- The tally is written by a trigger of ours, here into a tally of its own.
create table ceiling.seat_tally (like public.seat_tally including all) with (autovacuum_enabled = off);
do $$
begin
    execute replace(replace(pg_get_functiondef('public.tally_changed_seats()'::regprocedure),
        'public.tally_changed_seats', 'ceiling.tally_changed_seats'), 'into seat_tally', 'into ceiling.seat_tally');
end $$;
create trigger seat_changed after update on ceiling.seat
    referencing old table as there_before new table as now_there
    for each statement execute function ceiling.tally_changed_seats();
