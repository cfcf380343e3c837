-- What an agent has said and heard until its checkpoint, so that another worker goes on with the same conversation. It is
-- needed as long as the checkpoint is; the one before is not needed any more.
alter table invocations
    add column transcript text,
    add foreign key (tenant, transcript) references blobs (tenant, digest);
create index invocations_by_transcript on invocations (tenant, transcript);

drop index blobs_of_bundles;
create index blobs_for_a_while on blobs (tenant, digest)
    where media_type in ('application/x-git-bundle', 'application/x-pawl-transcript') and taken_at is null;
