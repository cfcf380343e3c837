package dev.pawl.store.submission;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.outbox.NewErrand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.NewRun;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The way in: what is asked for is stored once, together with its run and the errand that starts it.
@Singleton
public final class Submissions {

    private final Tenants tenants;
    private final SubmissionRepository submissions;
    private final Runs runs;
    private final Outbox outbox;
    private final StoreClock clock;

    Submissions(Tenants tenants, SubmissionRepository submissions, Runs runs, Outbox outbox, StoreClock clock) {
        this.tenants = tenants;
        this.submissions = submissions;
        this.runs = runs;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Stores submission, run and errand in one transaction, or finds the run that the same key made before.
    public Acceptance accept(String tenant, NewSubmission submission) {
        return tenants.in(tenant, () -> {
            List<Run> begun =
                    tenants.ask(tenant, Beginning.of(submission, clock.now()), answers -> answers.next(Run.class));
            if (!begun.isEmpty()) {
                return new Acceptance.Accepted(begun.getFirst());
            }
            return submissions.find(submission.runId()).isPresent()
                    ? joined(tenant, submission)
                    : known(tenant, submission);
        });
    }

    /// The submission that a run came from.
    public Optional<Submission> find(String tenant, String runId) {
        return tenants.in(tenant, () -> submissions.find(runId));
    }

    /// Its key is its own, but an open run mends the same failure; unless that one has ended by now.
    private Acceptance joined(String tenant, NewSubmission submission) {
        Run run = runs.create(
                tenant,
                new NewRun(
                        submission.runId(),
                        submission.kind(),
                        submission.title(),
                        submission.repository(),
                        submission.fingerprint()));
        if (!run.id().equals(submission.runId())) {
            submissions.join(submission.runId(), run.id());
            return new Acceptance.Joined(run);
        }
        outbox.add(
                tenant, new NewErrand(Verb.START, submission.runId(), submission.request(), submission.traceParent()));
        return new Acceptance.Accepted(run);
    }

    private Acceptance known(String tenant, NewSubmission submission) {
        Submission first = submissions
                .findByKey(Objects.requireNonNull(submission.idempotencyKey()))
                .orElseThrow();
        return first.requestDigest().equals(submission.digest())
                ? new Acceptance.AlreadyKnown(run(tenant, first.runId()))
                : new Acceptance.Conflict(first.runId());
    }

    private Run run(String tenant, String runId) {
        return runs.find(tenant, runId).orElseThrow();
    }
}
