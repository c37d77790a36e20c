-- The trace that an event's consumers go on with, as a W3C traceparent; null where nobody traces.
alter table outbox add column trace text;
