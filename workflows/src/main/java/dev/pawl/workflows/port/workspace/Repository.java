package dev.pawl.workflows.port.workspace;

import org.jspecify.annotations.Nullable;

/// Where work comes from and goes to.
///
/// @param url as git takes it
/// @param ref a branch, a tag or a commit
/// @param credential the name under which a worker finds what the origin asks for; never the secret
public record Repository(String url, String ref, @Nullable String credential) {}
