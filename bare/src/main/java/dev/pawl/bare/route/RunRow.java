package dev.pawl.bare.route;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of the runs.
@Serdeable
@Introspected
record RunRow(
        String id,
        String kind,
        String title,
        String status,
        long revision,
        @Nullable String repository,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable String outcome) {}
