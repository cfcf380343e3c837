-- The log lane. Numbers are given under the run's row lock (runs.last_event), never by a sequence: they become visible
-- in their order and without a gap.
create table events (
    tenant text        not null default pawl_tenant(),
    run_id text        not null,
    seq    bigint      not null,
    at     timestamptz not null,
    kind   text        not null,
    body   jsonb       not null,
    primary key (tenant, run_id, seq),
    foreign key (tenant, run_id) references runs (tenant, id)
);
alter table events enable row level security;
create policy tenant on events
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
