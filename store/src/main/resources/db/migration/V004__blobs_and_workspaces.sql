-- Bytes lie in the object store; here is what they must be.
create table blobs (
    tenant      text        not null default pawl_tenant(),
    digest      text        not null check (digest ~ '^[0-9a-f]{64}$'),
    size        bigint      not null check (size >= 0),
    media_type  text        not null,
    stored_size bigint      not null,
    key_id      text        not null,
    created_at  timestamptz not null,
    primary key (tenant, digest)
);
alter table blobs enable row level security;
create policy tenant on blobs
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));

create table packs (
    tenant      text        not null default pawl_tenant(),
    repository  text        not null,
    base_commit text        not null,
    blob        text        not null,
    created_at  timestamptz not null,
    primary key (tenant, repository, base_commit),
    foreign key (tenant, blob) references blobs (tenant, digest)
);
alter table packs enable row level security;
create policy tenant on packs
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index packs_by_blob on packs (tenant, blob);

create table bundles (
    tenant       text        not null default pawl_tenant(),
    repository   text        not null,
    commit_id    text        not null,
    prerequisite text        not null,
    depth        int         not null check (depth > 0),
    run_id       text        not null,
    blob         text        not null,
    created_at   timestamptz not null,
    primary key (tenant, repository, commit_id),
    foreign key (tenant, run_id) references runs (tenant, id),
    foreign key (tenant, blob) references blobs (tenant, digest)
);
alter table bundles enable row level security;
create policy tenant on bundles
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index bundles_by_run on bundles (tenant, run_id);
create index bundles_by_blob on bundles (tenant, blob);
