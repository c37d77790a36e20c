-- A hold is entered here only once it ends. And nobody's hold is looked up by this index: a plan that was made while the table
-- was empty did so, and read all holds of the performance for each buyer.
drop index reservation_performance;
create index reservation_performance on reservation (performance_id) where status in ('PAID', 'EXPIRED');
