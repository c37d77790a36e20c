-- A hold is entered here only once it ends. And nobody's hold is looked up by this index: a plan that was made while the table
-- was empty used the one it takes the place of, and read all holds of the performance for each buyer.
create index reservation_ended on reservation (performance_id) where status in ('PAID', 'EXPIRED');
drop index reservation_performance;
