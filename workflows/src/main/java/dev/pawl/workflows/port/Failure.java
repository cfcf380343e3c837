package dev.pawl.workflows.port;

import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;

/// The one list of ways in which machinery fails. A gate's no, a person's no and a spent round are values, not
/// failures.
///
/// The names are written into histories: add, never rename.
public enum Failure {
    /// PostgreSQL or the object store gave no answer. Asking again later helps.
    STORE_UNAVAILABLE(true),
    /// The store holds no such run, so there is nothing to write to. Asking again cannot help.
    RUN_UNKNOWN(false),
    /// What was stored is not what was read back. Asking again cannot help.
    STORE_CORRUPT(false);

    private final boolean retryable;

    Failure(boolean retryable) {
        this.retryable = retryable;
    }

    public ApplicationFailure because(String reason, @Nullable Throwable cause) {
        ApplicationFailure.Builder failure = ApplicationFailure.newBuilder()
                .setType(name())
                .setMessage(reason)
                .setNonRetryable(!retryable);
        if (cause != null) {
            failure.setCause(cause);
        }
        return failure.build();
    }
}
