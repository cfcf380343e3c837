package dev.pawl.store.submission;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What somebody asked for, and the run that it became.
@MappedEntity("submissions")
public record Submission(
        @Id String runId,
        @Nullable String idempotencyKey,
        String kind,
        String request,
        String requestDigest,
        @Nullable String traceParent,
        Instant submittedAt) {}
