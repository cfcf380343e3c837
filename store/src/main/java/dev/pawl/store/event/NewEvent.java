package dev.pawl.store.event;

/// Something that happens in a run.
///
/// @param body what is to be said of it, as JSON
public record NewEvent(String kind, String body) {}
