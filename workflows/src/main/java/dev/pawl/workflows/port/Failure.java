package dev.pawl.workflows.port;

import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
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
    STORE_CORRUPT(false),

    /// A disk of the worker is full. Asking again later helps.
    DISK_FULL(true),

    /// The worker shuts down. Nothing is wrong: the next one goes on at once.
    HANDED_OVER(true),

    /// This machine has no such agent, or no program that it needs. Asking again helps once it is there.
    AGENT_UNKNOWN(false),

    /// The settings of the workers do not let this repository be worked on.
    NOT_TRUSTED(false),

    /// The step was begun by a later telling of the story. Asking again cannot help.
    OTHER_INPUT(false);

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
        if (this == HANDED_OVER) {
            failure.setCategory(ApplicationErrorCategory.BENIGN).setNextRetryDelay(Duration.ofMillis(200));
        }
        return failure.build();
    }
}
