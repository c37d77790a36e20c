-- When the day's reopening was done once more, for seats whose cancellation was committed after it.
alter table reopening add column repeated_at timestamptz;
