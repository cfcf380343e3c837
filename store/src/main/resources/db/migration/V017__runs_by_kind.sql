-- Runs of one kind, newest first: of a rare kind it would read all runs to find a page of them.
create index runs_by_kind on runs (tenant, kind, created_at desc, id desc);
