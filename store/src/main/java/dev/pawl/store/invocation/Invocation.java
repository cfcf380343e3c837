package dev.pawl.store.invocation;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One agent at work once.
///
/// @param step which passage and round of the run: `fix/2`
/// @param fence who holds it: a holder with an older number writes nothing any more
/// @param tries how many have begun since the last checkpoint
/// @param checkpoint where the next one goes on, as JSON
/// @param reset which reset of the story it belongs to, once that was reset
/// @param told when the story asked for it, by its own time
/// @param transcript the blob of what the agent said and heard until the checkpoint, where it has one
/// @param result what came of it, as JSON
@MappedEntity("invocations")
public record Invocation(
        @Id String runId,
        String step,
        String inputDigest,
        @Nullable String reset,
        Instant told,
        long fence,
        int tries,
        @Nullable String checkpoint,
        @Nullable String transcript,
        @Nullable String result,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant finishedAt) {}
