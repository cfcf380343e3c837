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
import dev.pawl.workflows.stage.Agency;
import dev.pawl.workflows.stage.Budget;
import dev.pawl.workflows.stage.Counsel;
import dev.pawl.workflows.stage.Deadline;
import dev.pawl.workflows.stage.GatedChange;
import dev.pawl.workflows.stage.GatedChange.Patience;
import dev.pawl.workflows.stage.GatedChange.Result;
import dev.pawl.workflows.stage.Journal;
import dev.pawl.workflows.stage.People;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The life of a bug fix: understand, reproduce, fix, prove, deliver.
public final class BugFixWorkflow implements BugFixLifecycle {

    private final BugFixRequest request;
    private final Tasks tasks;
    private final Journal journal;
    private final Deadline deadline;
    private final People people;
    private final GatedChange gatedChange;
    private final Counsel analysts;
    private @Nullable Parcel finished;

    @WorkflowInit
    public BugFixWorkflow(BugFixRequest request) {
        this.request = request;
        tasks = new Tasks(request);
        journal = new Journal(request.tenant());
        deadline = new Deadline(request.limits().deadline());
        people = new People(journal, deadline, request.decisionKey());
        Patience patience = new Patience(
                request.limits().rounds(),
                request.limits().deadline(),
                request.limits().heartbeat());
        Budget budget = new Budget(request.limits().budgetMicros());
        Agency agency = new Agency(journal, people, deadline, budget, patience);
        analysts = new Counsel(journal, agency, patience);
        gatedChange = new GatedChange(journal, people, agency, patience);
    }

    @Override
    public BugFixOutcome run(BugFixRequest same) {
        BugFixOutcome outcome = deadline.hold(this::understand, this::late, this::cancelled);
        return journal.end(outcome, outcome.sentence());
    }

    private BugFixOutcome understand() {
        journal.enter("understand");
        journal.say("Fetching %s of %s"
                .formatted(request.repository().ref(), request.repository().url()));
        return switch (Workspaces.to("fetch " + request.repository().ref())
                .open(journal.moment(), request.repository(), request.least())) {
            case Opened.Declined no -> new BugFixOutcome.Declined(no.reason(), no.sentence());
            case Opened.Ready ready -> measure(ready);
        };
    }

    private BugFixOutcome measure(Opened.Ready opened) {
        journal.say("Running the tests of the base, twice");
        Gates tests =
                Gates.to("run the tests of the base, twice", request.limits().heartbeat(), opened.least());
        return switch (tests.baseline(journal.moment(), opened.base(), request.failedTests(), opened.least())) {
            case Baseline.Broken broken -> new BugFixOutcome.BaseBroken(broken.sentence(), broken.evidence());
            case Baseline.Measured measured -> analyse(opened, measured);
        };
    }

    private BugFixOutcome analyse(Opened.Ready opened, Baseline.Measured measured) {
        tasks.analysis(opened).ifPresent(request -> tasks.learn(analysts.ask(request, opened.base())));
        return measured.alreadyRed().isEmpty()
                ? reproduce(opened, measured)
                : fix(new Bug(opened, opened.base(), measured, measured.alreadyRed()));
    }

    private BugFixOutcome reproduce(Opened.Ready opened, Baseline.Measured baseline) {
        return switch (gatedChange.make(tasks.reproduce(opened, baseline))) {
            case Result.Abandoned abandoned -> new BugFixOutcome.NotReproduced(abandoned.findings());
            case Result.Accepted accepted ->
                fix(new Bug(opened, accepted.workspace(), baseline, Tasks.reproduction(accepted.verdicts())));
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
        finished = parcel;
        while (true) {
            switch (Workspaces.to("deliver").deliver(journal.moment(), parcel)) {
                case Delivered.Pushed pushed -> {
                    return tasks.fixed(pushed.branch(), pushed, bug, fixed);
                }
                case Delivered.Patched patched -> {
                    return tasks.fixed(null, patched, bug, fixed);
                }
                case Delivered.Refused refused -> {
                    Decision decision = people.ask(refused, fixed.workspace().tree(), List.of(Verb.RETRY, Verb.ABORT));
                    if (decision.verb() == Verb.ABORT) {
                        return Tasks.stuck("deliver", refused.sentence(), List.of(People.givenUp(decision)), refused);
                    }
                }
            }
        }
    }

    private BugFixOutcome gaveUp(Result.Abandoned abandoned) {
        return Tasks.stuck("fix", "A person gave it up.", abandoned.findings(), salvaged());
    }

    private BugFixOutcome late() {
        String reason =
                "The deadline of %s has passed.".formatted(request.limits().deadline());
        return Tasks.stuck(journal.stage(), reason, List.of(), salvaged());
    }

    private BugFixOutcome cancelled() {
        return Tasks.cancelled(journal.stage(), salvaged());
    }

    /// The work as it stands, kept as a patch though all else is cancelled; nothing where there is none yet.
    private @Nullable Delivered salvaged() {
        Workspace work = gatedChange.left();
        if (work == null) {
            return null;
        }
        Parcel parcel = finished == null ? tasks.unfinished(work) : Tasks.asPatch(finished);
        journal.say("Keeping the work as a patch");
        CompletablePromise<Delivered> kept = Workflow.newPromise();
        try {
            Workflow.newDetachedCancellationScope(() -> kept.complete(
                            Workspaces.lastly("keep the work as a patch").deliver(journal.moment(), parcel)))
                    .run();
            return kept.get();
        } catch (ActivityFailure _) {
            // Whoever cancels a run wants it to end: it does so without a patch when nobody can make one in time.
            return null;
        }
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
