package dev.pawl.store.workspace;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/// All of a repository up to a commit that runs start from, shared by all of them.
///
/// @param blob the digest of its bytes
@MappedEntity("packs")
public record Pack(@Id String repository, String baseCommit, String blob) {}
