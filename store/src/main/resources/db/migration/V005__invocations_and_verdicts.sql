create table invocations (
    tenant       text        not null default pawl_tenant(),
    run_id       text        not null,
    step         text        not null,
    input_digest text        not null,
    -- Who holds it: each taker gets the next number, and older numbers write nothing any more.
    fence        bigint      not null,
    -- How many have begun since the last checkpoint: three crashes without progress are an answer.
    tries        int         not null,
    checkpoint   jsonb,
    result       jsonb,
    started_at   timestamptz not null,
    updated_at   timestamptz not null,
    finished_at  timestamptz,
    primary key (tenant, run_id, step),
    foreign key (tenant, run_id) references runs (tenant, id)
);
alter table invocations enable row level security;
create policy tenant on invocations
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));

create table verdicts (
    tenant    text        not null default pawl_tenant(),
    run_id    text        not null,
    tree      text        not null,
    gate      text        not null,
    outcome   text        not null check (outcome in ('PASSED', 'FAILED', 'ERROR')),
    level     text        not null,
    evidence  text,
    judged_at timestamptz not null,
    primary key (tenant, run_id, tree, gate),
    foreign key (tenant, run_id) references runs (tenant, id),
    foreign key (tenant, evidence) references blobs (tenant, digest)
);
alter table verdicts enable row level security;
create policy tenant on verdicts
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index verdicts_by_tree on verdicts (tenant, tree, gate, judged_at desc);
create index verdicts_by_evidence on verdicts (tenant, evidence);
