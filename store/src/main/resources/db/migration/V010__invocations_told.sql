-- When the story asked for the step that is going on: whoever was asked earlier has been overtaken.
alter table invocations add column told timestamptz not null default 'epoch';
