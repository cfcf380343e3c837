-- A submission whose failure is being mended already joins that run: several submissions, one run.
alter table submissions drop constraint submissions_pkey, add column joined boolean not null default false;
create unique index submissions_first on submissions (tenant, run_id) where not joined;
create index submissions_by_run on submissions (tenant, run_id);

-- When anything was last heard of a run, and when a gateway last asked Temporal about it.
alter table runs add column changed_at timestamptz not null default now(), add column checked_at timestamptz;
create index runs_open on runs (tenant, changed_at) where status <> 'ENDED';

-- What agents used, without reading all that they said.
create index events_of_ends on events (tenant, run_id, seq) where kind = 'agent.ended';

-- Who has runs that went quiet. Names only, no row of anybody.
create function pawl_tenants_with_quiet_runs(before timestamptz) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct r.tenant from public.runs r
    where r.status <> 'ENDED' and greatest(r.changed_at, r.checked_at) < before order by 1
$$;
revoke execute on function pawl_tenants_with_quiet_runs(timestamptz) from public;

-- Which reset of its story an invocation belongs to: what a reset asks for again is done again.
alter table invocations add column reset text;
