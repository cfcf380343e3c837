-- A run may stand still until a person decides: what it waits for, and since when.
alter table runs drop constraint runs_status_check;
alter table runs add constraint runs_status_check check (status in ('SUBMITTED', 'RUNNING', 'NEEDS_HUMAN', 'ENDED'));
alter table runs add column waits_for jsonb, add column waits_since timestamptz;
alter table stages drop constraint stages_status_check;
alter table stages add constraint stages_status_check check (status in ('SUBMITTED', 'RUNNING', 'NEEDS_HUMAN', 'ENDED'));

-- Where its work comes from, and which failure it is: the same failure of the same repository joins the open run.
alter table runs add column repository text, add column fingerprint text;
create unique index runs_open_by_fingerprint on runs (tenant, repository, fingerprint)
    where fingerprint is not null and status <> 'ENDED';
create index runs_by_repository on runs (tenant, repository, created_at desc, id desc);

alter table verdicts drop constraint verdicts_outcome_check;
alter table verdicts add constraint verdicts_outcome_check
    check (outcome in ('PASSED', 'FAILED', 'ERROR', 'INCONCLUSIVE', 'NOT_APPLICABLE'));
alter table verdicts add column summary text not null default '', add column findings jsonb not null default '[]';
