package dev.pawl.store.run;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One lifecycle in progress or ended, as its story last told.
///
/// @param id the workflow's id, which is also the run's public one
/// @param revision how many changes the story has told
/// @param lastEvent the number of its newest event, 0 before the first
/// @param outcome how it ended, as JSON
/// @param waitsFor what a person is asked, or until when it is parked and why, as JSON, while it stands still
/// @param repository where its work comes from
/// @param fingerprint which failure it mends, where a build told
/// @param stalled what it waits for that nobody gives it, in a sentence, as a gateway found out
@MappedEntity("runs")
public record Run(
        @Id String id,
        String kind,
        String title,
        RunStatus status,
        @Nullable String stage,
        long revision,
        long lastEvent,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String outcome,
        @Nullable String waitsFor,
        @Nullable Instant waitsSince,
        @Nullable String repository,
        @Nullable String fingerprint,
        @Nullable String stalled,
        @Nullable Instant stalledSince) {}
