package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.port.workspace.Workspaces;
import dev.pawl.workflows.stage.Deadline;
import dev.pawl.workflows.stage.GatedChange;
import dev.pawl.workflows.stage.GatedChange.Patience;
import dev.pawl.workflows.stage.GatedChange.Result;
import dev.pawl.workflows.stage.Journal;
import dev.pawl.workflows.stage.People;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

/// The life of a bug fix: understand, reproduce, fix, prove, deliver.
public final class BugFixWorkflow implements BugFixLifecycle {

    private final BugFixRequest request;
    private final Tasks tasks;
    private final Journal journal;
    private final People people;
    private final GatedChange gatedChange;

    @WorkflowInit
    public BugFixWorkflow(BugFixRequest request) {
        this.request = request;
        tasks = new Tasks(request);
        journal = new Journal(request.tenant());
        people = new People(journal, request.decisionKey());
        gatedChange = new GatedChange(
                journal,
                people,
                new Patience(
                        request.limits().rounds(),
                        request.limits().deadline(),
                        request.limits().heartbeat()));
    }

    @Override
    public BugFixOutcome run(BugFixRequest same) {
        BugFixOutcome outcome =
                new Deadline(request.limits().deadline()).hold(this::understand, this::late, this::cancelled);
        return journal.end(outcome, outcome.sentence());
    }

    private BugFixOutcome understand() {
        journal.enter("understand");
        journal.say("Fetching %s of %s"
                .formatted(request.repository().ref(), request.repository().url()));
        return switch (Workspaces.to("fetch " + request.repository().ref())
                .open(journal.moment(), request.repository())) {
            case Opened.Declined no -> new BugFixOutcome.Declined(no.reason(), no.sentence());
            case Opened.Ready ready -> measure(ready.base());
        };
    }

    private BugFixOutcome measure(Workspace base) {
        journal.say("Running the tests of the base, twice");
        return switch (Gates.to("run the tests of the base, twice")
                .baseline(journal.moment(), base, request.failedTests())) {
            case Baseline.Broken broken -> new BugFixOutcome.BaseBroken(broken.sentence(), broken.evidence());
            case Baseline.Measured measured when measured.alreadyRed().isEmpty() -> reproduce(base, measured);
            case Baseline.Measured measured -> fix(new Bug(base, base, measured, measured.alreadyRed()));
        };
    }

    private BugFixOutcome reproduce(Workspace base, Baseline.Measured baseline) {
        return switch (gatedChange.make(tasks.reproduce(base, baseline))) {
            case Result.Abandoned abandoned -> new BugFixOutcome.NotReproduced(abandoned.findings());
            case Result.Accepted accepted ->
                fix(new Bug(base, accepted.workspace(), baseline, Tasks.reproduction(accepted.verdicts())));
        };
    }

    private BugFixOutcome fix(Bug bug) {
        return switch (gatedChange.make(tasks.fix(bug))) {
            case Result.Abandoned abandoned -> gaveUp(abandoned);
            case Result.Accepted accepted -> deliver(bug, accepted);
        };
    }

    private BugFixOutcome deliver(Bug bug, Result.Accepted fixed) {
        journal.enter("deliver");
        journal.say("Handing the work over");
        Parcel parcel = tasks.finished(fixed);
        while (true) {
            switch (Workspaces.to("deliver").deliver(journal.moment(), parcel)) {
                case Delivered.Pushed pushed -> {
                    return tasks.fixed(pushed.branch(), pushed, bug, fixed);
                }
                case Delivered.Patched patched -> {
                    return tasks.fixed(null, patched, bug, fixed);
                }
                case Delivered.Refused refused -> {
                    Decision decision = people.ask(
                            "The origin did not take the work: " + refused.sentence(),
                            fixed.workspace().tree(),
                            List.of(),
                            List.of(Verb.RETRY, Verb.ABORT));
                    if (decision.verb() == Verb.ABORT) {
                        return new BugFixOutcome.Stuck("deliver", refused.sentence(), List.of(), refused.patch());
                    }
                }
            }
        }
    }

    /// What was done so far is kept as a patch.
    private BugFixOutcome gaveUp(Result.Abandoned abandoned) {
        Delivered kept = Workspaces.to("keep the work as a patch")
                .deliver(journal.moment(), tasks.unfinished(abandoned.workspace()));
        return new BugFixOutcome.Stuck("fix", "A person gave it up.", abandoned.findings(), kept.patch());
    }

    private BugFixOutcome late() {
        return new BugFixOutcome.Stuck(
                journal.stage(),
                "The deadline of %s has passed.".formatted(request.limits().deadline()),
                List.of(),
                null);
    }

    private BugFixOutcome cancelled() {
        return new BugFixOutcome.Cancelled(journal.stage());
    }

    @Override
    public void decide(Decision decision) {
        people.take(decision);
    }

    @Override
    public void check(Decision decision) {
        people.check(decision);
    }
}
