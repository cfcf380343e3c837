-- Who has runs that went quiet, also those of which a clock wrote that has gone back since.
create function pawl_tenants_with_quiet_runs(before timestamptz, beyond timestamptz) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct r.tenant from public.runs r
    where r.status <> 'ENDED' and (r.changed_at < before or r.changed_at > beyond)
        and (r.checked_at is null or r.checked_at < before or r.checked_at > beyond)
    order by 1
$$;
revoke execute on function pawl_tenants_with_quiet_runs(timestamptz, timestamptz) from public;
