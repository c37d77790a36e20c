-- W7, W12
alter table waiting_room
    drop constraint waiting_room_policy_check,
    add constraint waiting_room_policy_check check (policy in ('SLOTS', 'CYCLE')),
    alter column capacity drop not null,       -- null: the policy's default
    add column period_seconds integer check (period_seconds > 0), -- null: the configured one
    add column draining boolean not null default false;

-- What Redis knows of a room, at most a second old; read only when Redis has lost it (W13).
create table waiting_room_copy (
    room_id text   primary key,
    epoch   bigint not null,                   -- how often the room was put into Redis
    issued  bigint not null,
    serving bigint not null,
    bound   bigint not null,                   -- Redis gives no number above this, so none is given twice
    content text   not null                    -- written and read by the scripts alone
) with (fillfactor = 50);                      -- updated every second
