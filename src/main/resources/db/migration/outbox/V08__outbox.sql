-- Events on their way to Kafka: inserted by the transaction they report, deleted once Kafka has them (E1).
create table outbox (
    id      bigint generated always as identity primary key,
    topic   text not null,
    key     text not null,
    payload text not null
);
