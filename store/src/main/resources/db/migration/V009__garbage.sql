-- Bytes that nothing refers to are taken away. Their row stays and says that the name of their object is used up: bytes
-- that are put again are another edition, under another name.
alter table blobs
    add column edition   int         not null default 0 check (edition >= 0),
    add column wanted_at timestamptz not null default now(),
    add column taken_at  timestamptz;
create index blobs_of_bundles on blobs (tenant, digest)
    where media_type = 'application/x-git-bundle' and taken_at is null;

-- Who goes round for a tenant, how far, and what the round took; the next one when it is due.
create table collections (
    tenant   text        not null default pawl_tenant(),
    due_at   timestamptz not null,
    place    text        not null default '',
    objects  bigint      not null default 0,
    bytes    bigint      not null default 0,
    began_at timestamptz not null,
    ended_at timestamptz,
    primary key (tenant)
);
alter table collections enable row level security;
create policy tenant on collections
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
