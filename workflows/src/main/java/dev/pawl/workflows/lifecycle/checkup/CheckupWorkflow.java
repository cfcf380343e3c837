package dev.pawl.workflows.lifecycle.checkup;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.probe.Probes;
import dev.pawl.workflows.stage.Journal;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.util.List;

/// The life of a checkup: probe every pool, round after round, and say what was found.
public final class CheckupWorkflow implements CheckupLifecycle {

    private final Journal journal;
    private final Findings findings = new Findings();

    @WorkflowInit
    public CheckupWorkflow(CheckupRequest request) {
        journal = new Journal(request.tenant());
    }

    @Override
    public CheckupOutcome run(CheckupRequest request) {
        try {
            for (int round = 1; round <= request.rounds(); round++) {
                journal.enter("probing");
                journal.say("Round %d of %d".formatted(round, request.rounds()));
                probeEveryPool(round, request.patience());
                if (round < request.rounds()) {
                    Workflow.sleep(request.pause());
                }
            }
        } catch (CanceledFailure cancelled) {
            return end(new CheckupOutcome.Cancelled(findings.all()));
        }
        return end(findings.outcome());
    }

    private void probeEveryPool(int round, Duration patience) {
        for (Queue pool : Queue.values()) {
            try {
                findings.add(Probes.in(pool, round, patience).probe(journal.moment(), round));
            } catch (ActivityFailure failure) {
                if (failure.getCause() instanceof CanceledFailure cancelled) {
                    throw cancelled;
                }
                findings.add(List.of(broken(pool, failure)));
            }
        }
    }

    private static Finding broken(Queue pool, ActivityFailure failure) {
        String reason = switch (failure.getCause()) {
            case TimeoutFailure timeout ->
                "no worker of this pool took the work and finished it in time (%s)"
                        .formatted(timeout.getTimeoutType().name());
            case ApplicationFailure application -> application.getOriginalMessage();
            case null -> failure.getMessage();
            case Throwable other -> other.getMessage();
        };
        return new Finding(pool.taskQueue(), "worker", Finding.Status.BROKEN, String.valueOf(reason), 0);
    }

    private CheckupOutcome end(CheckupOutcome outcome) {
        return journal.end(outcome, findings.table());
    }
}
