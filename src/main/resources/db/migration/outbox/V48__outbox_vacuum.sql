-- Whatever has been told leaves a dead row behind: thousands a second, in a table that is hardly ever longer than that.
-- To give the room back to the disk each time would take a lock that everybody who writes an event waits for.
alter table outbox set (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0,
    vacuum_truncate = false);
