package dev.pawl.store.submission;

import org.jspecify.annotations.Nullable;

/// What somebody asks for.
///
/// @param runId the id that the run gets if this is the first time it is asked for
/// @param request what is asked, as JSON
/// @param digest what tells it from another request under the same key
/// @param idempotencyKey asked twice with the same key, it is the same run; absent, it is always a new one
/// @param repository where its work comes from
/// @param fingerprint which failure it mends: what is asked for while an open run mends it joins that one
/// @param traceParent the caller's trace, which the run's goes on from
public record NewSubmission(
        String runId,
        String kind,
        String title,
        String request,
        String digest,
        @Nullable String idempotencyKey,
        @Nullable String repository,
        @Nullable String fingerprint,
        @Nullable String traceParent) {}
