package dev.pawl.gateway.outbox;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.outbox.NewErrand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.submission.Submission;
import dev.pawl.store.submission.Submissions;
import dev.pawl.store.tenant.Tenants;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowNotFoundException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Temporal about runs that went quiet: a story that somebody terminated, or that failed, tells its end to nobody,
/// and
/// a server may have lost one that it had taken. Of one that goes on it asks whether anybody is there to go on with it.
@Singleton
final class Reconciler {

    private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
    private static final Duration SILENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(5);
    private static final int AT_ONCE = 64;

    private final Tenants tenants;
    private final Runs runs;
    private final Submissions submissions;
    private final Outbox outbox;
    private final Stories stories;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread asker = Thread.ofVirtual().name("reconciler").unstarted(this::ask);

    Reconciler(Tenants tenants, Runs runs, Submissions submissions, Outbox outbox, Stories stories) {
        this.tenants = tenants;
        this.runs = runs;
        this.submissions = submissions;
        this.outbox = outbox;
        this.stories = stories;
    }

    void open() {
        asker.start();
    }

    void close() {
        closed.countDown();
        asker.interrupt();
    }

    /// Says why nobody asks any more, if nobody does.
    void check() {
        if (asker.getState() == Thread.State.TERMINATED) {
            throw new IllegalStateException("Nobody asks Temporal about quiet runs any more. Start the gateway again.");
        }
    }

    private void ask() {
        try {
            while (!closed.await(BETWEEN_SWEEPS.toMillis(), TimeUnit.MILLISECONDS)) {
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() {
        try {
            for (String tenant : runs.tenantsWithQuietRuns(SILENCE)) {
                for (Run quiet : runs.claimQuiet(tenant, SILENCE, AT_ONCE)) {
                    reconcile(tenant, quiet);
                }
            }
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("quiet runs wait for the store");
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("Temporal does not tell about quiet runs; they are asked about again");
        }
    }

    private void reconcile(String tenant, Run quiet) {
        try {
            WorkflowExecutionStatus status = stories.status(quiet.id());
            Optional<String> type = type(status);
            if (type.isPresent()) {
                end(tenant, quiet, type.get(), stories.reason(quiet.id(), status));
            } else {
                stall(tenant, quiet, stories.standstill(quiet.id()).orElse(null));
            }
        } catch (WorkflowNotFoundException lost) {
            startAgain(tenant, quiet);
        }
    }

    private void stall(String tenant, Run quiet, @Nullable Standstill found) {
        String reason = found == null ? null : found.reason();
        if (!Objects.equals(reason, quiet.stalled())) {
            runs.stall(tenant, quiet, reason, found == null ? null : found.since());
        }
    }

    private void end(String tenant, Run quiet, String type, String reason) {
        String outcome = LifecycleJson.text(Map.of("type", type, "reason", reason));
        if (runs.endUnheard(tenant, quiet, outcome)) {
            LOG.atWarn()
                    .addKeyValue("run", quiet.id())
                    .addKeyValue("outcome", outcome)
                    .log("a run ended without a word");
        }
    }

    /// How a run ended that did not say so itself; nothing while it goes on.
    private static Optional<String> type(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> Optional.of("terminated");
            case WORKFLOW_EXECUTION_STATUS_FAILED -> Optional.of("failed");
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> Optional.of("timed-out");
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> Optional.of("cancelled");
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> Optional.of("ended-unheard");
            case WORKFLOW_EXECUTION_STATUS_RUNNING,
                    WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW,
                    WORKFLOW_EXECUTION_STATUS_PAUSED,
                    WORKFLOW_EXECUTION_STATUS_UNSPECIFIED,
                    UNRECOGNIZED -> Optional.empty();
        };
    }

    /// Temporal has no such story, and nobody is about to start it: the server lost it. What the story had paid
    /// for is in the store, and is not bought again. What somebody cancelled is not started again: the cancel
    /// found no story either.
    private void startAgain(String tenant, Run quiet) {
        tenants.in(tenant, () -> {
            Optional<Submission> submission = submissions.find(tenant, quiet.id());
            if (submission.isEmpty() || outbox.isWaiting(tenant, quiet.id())) {
                return;
            }
            if (outbox.isCancelled(tenant, quiet.id())) {
                end(tenant, quiet, "cancelled", "Somebody cancelled it, and Temporal had lost it.");
                return;
            }
            outbox.add(
                    tenant,
                    new NewErrand(
                            Verb.START,
                            quiet.id(),
                            submission.get().request(),
                            submission.get().traceParent()));
            LOG.atWarn()
                    .addKeyValue("run", quiet.id())
                    .log("Temporal does not know a run that it had taken; it is started again");
        });
    }
}
