-- What a run waits for that nobody gives it, as Temporal tells, and since when. Its next word takes it back.
alter table runs add column stalled text, add column stalled_since timestamptz;
