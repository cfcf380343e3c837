package dev.pawl.store.blob;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// A round of the collector through what a tenant has stored.
///
/// @param dueAt while it goes on, when whoever goes it counts as dead; then, when the next one is due
/// @param place the last object that was looked at, from which another goes on; empty at the beginning
@MappedEntity("collections")
record Round(@Id Instant dueAt, String place) {}
