package dev.pawl.store.outbox;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import org.jspecify.annotations.Nullable;

/// Something to be asked of Temporal, held by one dispatcher until its lease ends.
///
/// @param kind the run's kind
/// @param payload what to ask with, as JSON
/// @param attempts which attempt this is, from 1
@MappedEntity("outbox")
public record Errand(
        @Id long id,
        Verb verb,
        String runId,
        String kind,
        String payload,
        @Nullable String traceParent,
        int attempts) {}
