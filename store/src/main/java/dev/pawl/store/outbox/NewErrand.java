package dev.pawl.store.outbox;

import org.jspecify.annotations.Nullable;

/// Something to be asked of Temporal once its cause is committed.
///
/// @param payload what to ask with, as JSON
public record NewErrand(
        Verb verb, String runId, String payload, @Nullable String traceParent) {}
