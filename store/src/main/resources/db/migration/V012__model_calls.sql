-- What was bought of models: a row when a call begins, so that a worker's death hides none, and its figures when it ends.
-- Never what was said.
create table model_calls (
    tenant             text        not null default pawl_tenant(),
    id                 text        not null,
    run_id             text        not null,
    step               text        not null,
    provider           text        not null,
    model              text        not null,
    started_at         timestamptz not null,
    -- Absent, nobody saw its end: it goes on, or its worker died.
    ended_at           timestamptz,
    -- The provider's HTTP status; absent, it gave none.
    status             int,
    input_tokens       bigint      not null check (input_tokens >= 0),
    cache_write_tokens bigint      not null check (cache_write_tokens >= 0),
    cache_read_tokens  bigint      not null check (cache_read_tokens >= 0),
    output_tokens      bigint      not null check (output_tokens >= 0),
    cost_micros        bigint      not null check (cost_micros >= 0),
    source             text        not null check (source in ('MEASURED', 'ESTIMATED')),
    primary key (tenant, id),
    foreign key (tenant, run_id) references runs (tenant, id)
);
alter table model_calls enable row level security;
create policy tenant on model_calls
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index model_calls_by_run on model_calls (tenant, run_id, started_at);
