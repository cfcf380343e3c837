-- All that the programs' role may do, said anew at every migration in one transaction. Nothing here lets it delete: what is
-- written stays. Where only select and insert are named, what is written also never changes.
revoke all on schema public from :program;
revoke all on all tables in schema public from :program;
revoke all on all sequences in schema public from :program;
revoke all on all functions in schema public from :program;

grant connect on database :database to :program;
revoke create, temporary on database :database from public;
grant usage on schema public to :program;

grant select on flyway_schema_history to :program;
grant select, insert, update on runs, outbox, invocations, verdicts, blobs, collections, api_keys,
    model_calls to :program;
grant select, insert on submissions, stages, events, packs, bundles, audit to :program;
-- What was asked for never changes, but the run that it belongs to may be another's.
grant update (run_id, joined) on submissions to :program;

grant execute on function pawl_tenant() to :program;
grant execute on function pawl_tenants_with_due_work(timestamptz) to :program;
grant execute on function pawl_tenants_with_due_work(timestamptz, timestamptz) to :program;
grant execute on function pawl_tenants_with_quiet_runs(timestamptz) to :program;
grant execute on function pawl_tenants_with_quiet_runs(timestamptz, timestamptz) to :program;
grant execute on function pawl_find_api_key(text) to :program;
