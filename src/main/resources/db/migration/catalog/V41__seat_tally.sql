-- How many seats of a performance stand in each state: the sum of its lines here. Whatever changes seats adds a line in
-- the same transaction, by the triggers below, so that readers need not count a stadium five times a second and buyers
-- do not queue for one row. The server adds the lines up (SeatTallies). No reference to the performance: it would be
-- locked, for each line, by everybody who buys.
create table seat_tally (
    performance_id bigint  not null,
    available      integer not null,
    held           integer not null,
    reserved       integer not null,
    canceled       integer not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
create index seat_tally_performance on seat_tally (performance_id);

insert into seat_tally
select performance_id,
       count(*) filter (where status = 'AVAILABLE'),
       count(*) filter (where status = 'HELD'),
       count(*) filter (where status = 'RESERVED'),
       count(*) filter (where status = 'CANCELED')
from seat group by performance_id;

create function tally_new_seats() returns trigger language plpgsql as $$
begin
    insert into seat_tally
    select performance_id,
           count(*) filter (where status = 'AVAILABLE'),
           count(*) filter (where status = 'HELD'),
           count(*) filter (where status = 'RESERVED'),
           count(*) filter (where status = 'CANCELED')
    from now_there group by performance_id;
    return null;
end $$;

create function tally_changed_seats() returns trigger language plpgsql as $$
begin
    insert into seat_tally
    select performance_id,
           coalesce(sum(seats) filter (where status = 'AVAILABLE'), 0),
           coalesce(sum(seats) filter (where status = 'HELD'), 0),
           coalesce(sum(seats) filter (where status = 'RESERVED'), 0),
           coalesce(sum(seats) filter (where status = 'CANCELED'), 0)
    from (select performance_id, status, 1 as seats from now_there
          union all
          select performance_id, status, -1 from there_before) change
    group by performance_id;
    return null;
end $$;

create function tally_removed_seats() returns trigger language plpgsql as $$
begin
    insert into seat_tally
    select performance_id,
           -count(*) filter (where status = 'AVAILABLE'),
           -count(*) filter (where status = 'HELD'),
           -count(*) filter (where status = 'RESERVED'),
           -count(*) filter (where status = 'CANCELED')
    from there_before group by performance_id;
    return null;
end $$;

create trigger seat_added after insert on seat
    referencing new table as now_there
    for each statement execute function tally_new_seats();
create trigger seat_changed after update on seat
    referencing old table as there_before new table as now_there
    for each statement execute function tally_changed_seats();
create trigger seat_removed after delete on seat
    referencing old table as there_before
    for each statement execute function tally_removed_seats();
