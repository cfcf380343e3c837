-- Who owns what in the one PostgreSQL server. Runs as its superuser at every start, with the passwords of .env, so that a
-- password changed there is changed here. The programs' own role is made by the migration, which acts as pawl_owner.
\getenv temporal_password TEMPORAL_DATABASE_PASSWORD
\getenv pawl_owner_password PAWL_DATABASE_OWNER_PASSWORD

-- The server's log never sees a password.
set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;

select 'create role temporal' where not exists (select from pg_roles where rolname = 'temporal') \gexec
select 'create role pawl_owner' where not exists (select from pg_roles where rolname = 'pawl_owner') \gexec

alter role temporal login nosuperuser nocreatedb nocreaterole noreplication nobypassrls password :'temporal_password';
alter role pawl_owner login nosuperuser nocreatedb createrole noreplication nobypassrls password :'pawl_owner_password';

select format('create database %I owner %I', name, owner)
from (values ('temporal', 'temporal'), ('temporal_visibility', 'temporal'), ('pawl', 'pawl_owner')) as wanted (name, owner)
where not exists (select from pg_database where datname = name) \gexec

-- Nobody looks into another's database.
revoke connect, temporary on database temporal, temporal_visibility, pawl from public;
