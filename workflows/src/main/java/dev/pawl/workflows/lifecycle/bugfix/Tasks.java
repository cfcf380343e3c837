package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.stage.Counsel;
import dev.pawl.workflows.stage.GatedChange;
import dev.pawl.workflows.stage.GatedChange.Gate;
import dev.pawl.workflows.stage.GatedChange.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private static final String ANALYSE = """
            Find out why the bug happens. Change nothing: others show it with a test and mend it after you, and they are \
            told your answer.""";

    private static final String REVIEW = """
            Review the change that mends this bug. All tests pass, and the tests named here failed before. Say what must \
            not go out as it is. Change nothing.""";

    private final BugFixRequest request;
    private @Nullable String analysis;

    Tasks(BugFixRequest request) {
        this.request = request;
    }

    /// Nothing for agents without roles.
    Optional<Counsel.Request> analysis(Opened.Ready opened) {
        return request.agent().hasRoles()
                ? Optional.of(new Counsel.Request(
                        "understand",
                        "analyst",
                        request.agent(),
                        brief(ANALYSE, request.failedTests()),
                        opened.least()))
                : Optional.empty();
    }

    /// What was found out is told to those who work after; they can do without.
    void learn(Opinion opinion) {
        analysis = opinion.answer();
    }

    GatedChange.Task reproduce(Opened.Ready opened, Baseline.Measured baseline) {
        return new GatedChange.Task(
                "reproduce",
                Purpose.REPRODUCE,
                request.agent(),
                "test-engineer",
                informed(brief(REPRODUCE, List.of())),
                opened.base(),
                opened.base(),
                opened.least(),
                baseline.results(),
                List.of(
                        new Gate("reproduce", Gates.SECRETS),
                        new Gate("reproduce", Gates.PROTECTED),
                        new Gate("reproduce", Gates.REPRODUCTION)));
    }

    /// The gates of the repository's own policy first, then the proof: red on the base, green on the head. An agent
    /// that reads the change costs most, and is asked last.
    GatedChange.Task fix(Bug bug) {
        List<Gate> gates = new ArrayList<>();
        for (String name : bug.baseline().gates()) {
            gates.add(new Gate("fix", name));
        }
        gates.add(new Gate("prove", Gates.REPRODUCTION));
        if (request.agent().hasRoles()) {
            gates.add(new Gate(
                    "review",
                    Gates.REVIEW,
                    new Counsel.Request(
                            "review",
                            "reviewer",
                            request.agent(),
                            brief(REVIEW, bug.tests()),
                            bug.opened().least())));
        }
        return new GatedChange.Task(
                "fix",
                Purpose.FIX,
                request.agent(),
                "developer",
                informed(brief(FIX, bug.tests())),
                bug.opened().base(),
                bug.shown(),
                bug.opened().least(),
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

    private Brief informed(Brief brief) {
        return new Brief(
                brief.title(), brief.report(), brief.task(), brief.tests(), brief.findings(), brief.note(), analysis);
    }

    private Brief brief(String task, List<String> tests) {
        return new Brief(request.title(), request.report(), task, tests, List.of(), null);
    }
}
