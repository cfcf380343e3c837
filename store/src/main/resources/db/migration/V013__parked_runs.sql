-- A run may stand still until its agents' provider takes requests again: it waits for time to pass, and for nobody.
alter table runs drop constraint runs_status_check;
alter table runs add constraint runs_status_check
    check (status in ('SUBMITTED', 'RUNNING', 'PARKED', 'NEEDS_HUMAN', 'ENDED'));
alter table stages drop constraint stages_status_check;
alter table stages add constraint stages_status_check
    check (status in ('SUBMITTED', 'RUNNING', 'PARKED', 'NEEDS_HUMAN', 'ENDED'));
