create table api_keys (
    tenant       text        not null default pawl_tenant(),
    -- Random and in nobody's choice: the one thing that is unique across tenants, because it is asked for before the
    -- tenant is known.
    id           text        not null unique,
    name         text        not null,
    secret_hash  text        not null,
    scopes       text        not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    primary key (tenant, id)
);
alter table api_keys enable row level security;
create policy tenant on api_keys
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
create index api_keys_newest_first on api_keys (tenant, created_at desc, id desc);

-- The other look across tenants: one key by its id, before it is known whose it is.
create function pawl_find_api_key(key_id text)
    returns table (
        tenant text, id text, name text, secret_hash text, scopes text,
        created_at timestamptz, expires_at timestamptz, last_used_at timestamptz, revoked_at timestamptz)
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select k.tenant, k.id, k.name, k.secret_hash, k.scopes, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
    from public.api_keys k
    where k.id = key_id
$$;
revoke execute on function pawl_find_api_key(text) from public;

create table audit (
    tenant  text        not null default pawl_tenant(),
    id      bigint      not null generated always as identity,
    at      timestamptz not null,
    actor   text        not null,
    action  text        not null,
    subject text,
    status  int         not null,
    reason  text,
    primary key (tenant, id)
);
alter table audit enable row level security;
create policy tenant on audit
    using (tenant = (select pawl_tenant())) with check (tenant = (select pawl_tenant()));
