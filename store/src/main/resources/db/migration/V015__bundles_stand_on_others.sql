-- Two runs that kept the same base at once could leave a bundle that stands on itself: the pack that it was made on holds
-- all of it. Whoever still tries to write one tries again, and finds the pack.
delete from bundles where commit_id = prerequisite;
alter table bundles add constraint bundles_stand_on_others check (commit_id <> prerequisite);
