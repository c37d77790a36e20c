-- Events on their way to Kafka: inserted by the transaction they report, deleted once Kafka has them (E1).
create table outbox (
    id      bigint generated always as identity primary key,
    topic   text not null,
    key     text not null,
    payload text not null
);

-- Which instance relays, and until when; always one row.
create table outbox_lease (
    single boolean primary key default true check (single),
    holder uuid        not null,
    until  timestamptz not null
);
insert into outbox_lease (holder, until) values ('00000000-0000-0000-0000-000000000000', '-infinity');
