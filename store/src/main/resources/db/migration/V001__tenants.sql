-- Nobody but the owner makes things here.
revoke create on schema public from public;

-- Whose data this transaction is about. Every policy asks it; it answers or raises, so that a forgotten tenant
-- never looks like an empty table.
create function pawl_tenant() returns text
    language plpgsql stable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
declare
    tenant text := current_setting('pawl.tenant', true);
begin
    if coalesce(tenant, '') = '' then
        raise exception 'no tenant is set for this transaction'
            using errcode = 'insufficient_privilege', hint = 'Do the work inside Tenants.in(tenant, work).';
    end if;
    return tenant;
end
$$;
revoke execute on function pawl_tenant() from public;
