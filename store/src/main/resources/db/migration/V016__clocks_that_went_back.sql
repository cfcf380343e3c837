-- Who has errands that are due, also those that a clock put off which has gone back since.
create function pawl_tenants_with_due_work(at timestamptz, beyond timestamptz) returns setof text
    language sql stable security definer
    set search_path = pg_catalog, pg_temp
as $$
    select distinct o.tenant from public.outbox o where o.done_at is null and (o.due_at <= at or o.due_at > beyond)
    order by 1
$$;
revoke execute on function pawl_tenants_with_due_work(timestamptz, timestamptz) from public;
