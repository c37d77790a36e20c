-- Neither waits for readers nor makes any wait. Outside of a transaction, which Flyway sees by itself.
drop index concurrently if exists reservation_user;
