package dev.pawl.store.event;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// Something that happened in a run.
///
/// @param seq its number in the run, from 1 and without a gap
/// @param body what is to be said of it, as JSON
@MappedEntity("events")
public record Event(@Id String runId, long seq, Instant at, String kind, String body) {}
