package dev.pawl.cli.client;

import org.jspecify.annotations.Nullable;

/// Which runs are listed.
public record RunQuery(
        int limit,
        @Nullable String after,
        @Nullable String kind,
        @Nullable String status,
        @Nullable String repository,
        @Nullable String text) {}
