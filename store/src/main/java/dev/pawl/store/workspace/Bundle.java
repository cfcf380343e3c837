package dev.pawl.store.workspace;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// What one step of a run added to a repository.
///
/// @param prerequisite the commit that must be there before it can be laid out
/// @param depth how many bundles lie on the base pack, this one included
/// @param blob the digest of its bytes
@MappedEntity("bundles")
public record Bundle(
        @Id String repository, String commitId, String prerequisite, int depth, String runId, String blob) {}
