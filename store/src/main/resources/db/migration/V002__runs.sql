create table runs (
    tenant      text        not null default pawl_tenant(),
    id          text        not null,
    kind        text        not null,
    title       text        not null,
    status      text        not null default 'SUBMITTED' check (status in ('SUBMITTED', 'RUNNING', 'ENDED')),
    stage       text,
    -- Which execution of the story wrote last, and its how manyeth change: a reset story counts anew, but began later.
    execution   timestamptz not null default 'epoch',
    revision    bigint      not null default 0,
    last_event  bigint      not null default 0,
    created_at  timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz,
    outcome     jsonb,
    primary key (tenant, id)
);
alter table runs enable row level security;
create policy tenant on runs
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index runs_newest_first on runs (tenant, created_at desc, id desc);

create table stages (
    tenant      text        not null default pawl_tenant(),
    run_id      text        not null,
    execution   timestamptz not null,
    revision    bigint      not null,
    status      text        not null check (status in ('SUBMITTED', 'RUNNING', 'ENDED')),
    stage       text,
    detail      text,
    at          timestamptz not null,
    primary key (tenant, run_id, execution, revision),
    foreign key (tenant, run_id) references runs (tenant, id)
);
alter table stages enable row level security;
create policy tenant on stages
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));

create table submissions (
    tenant          text        not null default pawl_tenant(),
    run_id          text        not null,
    idempotency_key text,
    kind            text        not null,
    request         jsonb       not null,
    request_digest  text        not null,
    trace_parent    text,
    submitted_at    timestamptz not null,
    primary key (tenant, run_id),
    unique (tenant, idempotency_key),
    -- Checked at commit: the key is claimed first, so that only the one who got it makes a run.
    foreign key (tenant, run_id) references runs (tenant, id) deferrable initially deferred
);
alter table submissions enable row level security;
create policy tenant on submissions
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));

create table outbox (
    tenant       text        not null default pawl_tenant(),
    id           bigint      not null generated always as identity,
    verb         text        not null,
    run_id       text        not null,
    payload      jsonb       not null,
    trace_parent text,
    created_at   timestamptz not null,
    due_at       timestamptz not null,
    attempts     int         not null default 0,
    last_error   text,
    done_at      timestamptz,
    primary key (tenant, id),
    foreign key (tenant, run_id) references runs (tenant, id)
);
alter table outbox enable row level security;
create policy tenant on outbox
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index outbox_due on outbox (tenant, due_at, id) where done_at is null;
create index outbox_open_by_run on outbox (tenant, run_id, id) where done_at is null;

-- One of the few looks across tenants: who has work that is due. Names only, no row of anybody.
create function pawl_tenants_with_due_work(at timestamptz) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct o.tenant from public.outbox o where o.done_at is null and o.due_at <= at order by 1
$$;
revoke execute on function pawl_tenants_with_due_work(timestamptz) from public;
