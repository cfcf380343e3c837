package dev.pawl.store.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change that a run went through.
@MappedEntity("stages")
public record Stage(
        @Id String runId,
        Instant execution,
        long revision,
        RunStatus status,
        @Nullable String stage,
        @Nullable String detail,
        Instant at) {}
