package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.stage.GatedChange;
import dev.pawl.workflows.stage.GatedChange.Gate;
import dev.pawl.workflows.stage.GatedChange.Result;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each passage of a bug fix asks for, in the words that agents, gates and origins get.
final class Tasks {

    private static final String REPRODUCE = """
            Show the bug with a test. Add one or more tests that fail because of the bug, and change nothing but tests. \
            Every other test must go on as before. Do not mend the bug.""";

    private static final String FIX = """
            Mend the bug. The tests named here fail because of it: make them pass, and let every other test go on as \
            before. Do not delete, skip or weaken a test, and leave the settings of the gates and of the test runner \
            alone.""";

    private final BugFixRequest request;

    Tasks(BugFixRequest request) {
        this.request = request;
    }

    GatedChange.Task reproduce(Workspace base, Baseline.Measured baseline) {
        return new GatedChange.Task(
                "reproduce",
                Purpose.REPRODUCE,
                request.agent(),
                brief(REPRODUCE, List.of()),
                base,
                base,
                baseline.results(),
                List.of(
                        new Gate("reproduce", Gates.SECRETS),
                        new Gate("reproduce", Gates.PROTECTED),
                        new Gate("reproduce", Gates.REPRODUCTION)));
    }

    /// The gates of the repository's own policy first, then the proof: red on the base, green on the head.
    GatedChange.Task fix(Bug bug) {
        List<Gate> gates = new ArrayList<>();
        for (String name : bug.baseline().gates()) {
            gates.add(new Gate("fix", name));
        }
        gates.add(new Gate("prove", Gates.REPRODUCTION));
        return new GatedChange.Task(
                "fix",
                Purpose.FIX,
                request.agent(),
                brief(FIX, bug.tests()),
                bug.base(),
                bug.shown(),
                bug.baseline().results(),
                gates);
    }

    /// The ids of the tests that the reproduction gate found to show the bug.
    static List<String> reproduction(List<Verdict> verdicts) {
        return verdicts.stream()
                .filter(verdict -> verdict.gate().equals(Gates.REPRODUCTION))
                .flatMap(verdict -> verdict.tests().stream())
                .toList();
    }

    Parcel finished(Result.Accepted fixed) {
        return new Parcel(fixed.workspace(), request.delivery(), request.title(), fixed.summary(), fixed.verdicts());
    }

    Parcel unfinished(Workspace work) {
        return new Parcel(
                work, new Delivery(Delivery.Way.PATCH, null), request.title(), "This work is not finished.", List.of());
    }

    /// The same work as a patch, whatever was asked for.
    static Parcel asPatch(Parcel finished) {
        return new Parcel(
                finished.head(),
                new Delivery(Delivery.Way.PATCH, null),
                finished.title(),
                finished.summary(),
                finished.verdicts());
    }

    static BugFixOutcome stuck(String stage, String reason, List<Finding> findings, @Nullable Delivered kept) {
        return kept == null
                ? new BugFixOutcome.Stuck(stage, reason, findings, null, null)
                : new BugFixOutcome.Stuck(stage, reason, findings, kept.patch(), kept.evidence());
    }

    static BugFixOutcome cancelled(String stage, @Nullable Delivered kept) {
        return kept == null
                ? new BugFixOutcome.Cancelled(stage, null, null)
                : new BugFixOutcome.Cancelled(stage, kept.patch(), kept.evidence());
    }

    BugFixOutcome fixed(@Nullable String branch, Delivered delivered, Bug bug, Result.Accepted fixed) {
        return new BugFixOutcome.Fixed(
                branch,
                delivered.commit(),
                delivered.patch(),
                delivered.evidence(),
                bug.tests(),
                fixed.rounds(),
                fixed.summary());
    }

    private Brief brief(String task, List<String> tests) {
        return new Brief(request.title(), request.report(), task, tests, List.of(), null);
    }
}
