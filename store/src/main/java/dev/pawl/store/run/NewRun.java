package dev.pawl.store.run;

import org.jspecify.annotations.Nullable;

/// A run that is yet to begin.
///
/// @param repository where its work comes from
/// @param fingerprint which failure it mends: of one repository, only one open run mends it
public record NewRun(
        String id,
        String kind,
        String title,
        @Nullable String repository,
        @Nullable String fingerprint) {}
