package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.stage.GatedChange.Patience;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Puts agents to work for a story, within its budget. One whose provider takes no more for now is asked again later in
/// the same words; one that cannot begin, or whose money is spent, is for a person.
public final class Agency {

    private static final List<Verb> VERBS = List.of(Verb.RETRY, Verb.ABORT);
    private static final Set<String> FOR_A_PERSON =
            Set.of(Failure.AGENT_UNKNOWN.name(), Failure.NOT_TRUSTED.name(), Failure.OTHER_INPUT.name());

    private static final String OVERSPENT = "overspent";

    private final Journal journal;
    private final People people;
    private final Deadline deadline;
    private final Budget budget;
    private final Patience patience;

    public Agency(Journal journal, People people, Deadline deadline, Budget budget, Patience patience) {
        this.journal = journal;
        this.people = people;
        this.deadline = deadline;
        this.budget = budget;
        this.patience = patience;
    }

    public sealed interface Answer {

        /// It has worked.
        record Worked(Work.Final work) implements Answer {}

        /// A person gave it up. This is what stood in its way.
        record GivenUp(Decision decision, List<Finding> findings) implements Answer {
            public GivenUp {
                findings = List.copyOf(findings);
            }
        }
    }

    /// What came of asking somebody who can be done without.
    public sealed interface Reply {

        /// It has worked.
        record Worked(Work.Final work) implements Reply {}

        /// It has not, for this reason.
        record None(String reason) implements Reply {}
    }

    /// One time of asking.
    private sealed interface Attempt {
        record Worked(Work.Final work) implements Attempt {}

        record Limited(Work.Limited work) implements Attempt {}

        record Barred(Obstacle obstacle) implements Attempt {}
    }

    /// What only a person can take away.
    ///
    /// @param rule what findings call it
    /// @param question what the person is asked
    private record Obstacle(String rule, String reason, String question) {}

    /// Asks until there is an answer that a story can go on with, or a person gives it up.
    public Answer ask(String summary, Assignment assignment) {
        Parking parking = new Parking(journal, deadline);
        while (true) {
            Obstacle obstacle = null;
            switch (attempt(summary, assignment)) {
                case Attempt.Worked(Work.Final work) -> {
                    return new Answer.Worked(work);
                }
                case Attempt.Limited(Work.Limited limited) ->
                    obstacle = parking.outlasts(limited) ? null : tooOften(limited);
                case Attempt.Barred(Obstacle barred) -> obstacle = barred;
            }
            Answer.GivenUp givenUp = obstacle == null ? null : decided(obstacle, assignment);
            if (givenUp != null) {
                return givenUp;
            }
        }
    }

    /// Asks somebody who can be done without: only where money is spent a person is asked, who can grant more.
    public Reply consult(String summary, Assignment assignment) {
        Parking parking = new Parking(journal, deadline);
        while (true) {
            switch (attempt(summary, assignment)) {
                case Attempt.Worked(Work.Final work) -> {
                    return new Reply.Worked(work);
                }
                case Attempt.Limited(Work.Limited limited) when parking.outlasts(limited) -> {}
                case Attempt.Limited(Work.Limited limited) -> {
                    return new Reply.None(tooOften(limited).question());
                }
                case Attempt.Barred(Obstacle barred) -> {
                    if (!barred.rule().equals(OVERSPENT) || decided(barred, assignment) != null) {
                        return new Reply.None(barred.reason());
                    }
                }
            }
        }
    }

    private Attempt attempt(String summary, Assignment assignment) {
        if (budget.isSpent()) {
            return new Attempt.Barred(overspent("There is nothing left for " + assignment.step() + "."));
        }
        journal.say("An agent works: " + summary);
        Work work;
        try {
            work = Agents.on(summary, patience.longest(), patience.heartbeat(), assignment.least())
                    .work(journal.moment(), budget.on(assignment));
        } catch (ActivityFailure failure) {
            return new Attempt.Barred(unable(failure));
        }
        journal.spent(budget.uses(assignment.step(), work.usage()));
        return switch (work) {
            case Work.Limited limited -> new Attempt.Limited(limited);
            case Work.Overspent spent -> new Attempt.Barred(overspent(spent.reason()));
            case Work.Final done -> new Attempt.Worked(done);
        };
    }

    /// What keeps a worker from beginning is for a person to mend. The agent is asked again in the same words.
    private static Obstacle unable(ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure said && FOR_A_PERSON.contains(said.getType())) {
            return new Obstacle(
                    "unable",
                    said.getOriginalMessage(),
                    "The agent could not begin: %s A retry asks it again.".formatted(said.getOriginalMessage()));
        }
        throw failure;
    }

    private Obstacle overspent(String reason) {
        return new Obstacle(OVERSPENT, reason, "%s %s %s".formatted(budget.sentence(), reason, budget.offer()));
    }

    private static Obstacle tooOften(Work.Limited limited) {
        return new Obstacle(
                "limited",
                limited.reason(),
                "The agent's provider took no requests %d times in a row: %s A retry asks it again."
                        .formatted(Parking.MOST + 1, limited.reason()));
    }

    /// Asks a person, and says if they gave it up. A retry of what cost too much grants more.
    private Answer.@Nullable GivenUp decided(Obstacle obstacle, Assignment assignment) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.of("agent", obstacle.rule(), obstacle.reason()));
        assignment.brief().findings().stream()
                .filter(finding -> !finding.gate().equals("agent"))
                .forEach(findings::add);
        Decision decision =
                people.ask(obstacle.question(), assignment.workspace().tree(), findings, VERBS);
        if (decision.verb() == Verb.ABORT) {
            return new Answer.GivenUp(decision, findings);
        }
        if (obstacle.rule().equals(OVERSPENT)) {
            budget.grantAgain();
        }
        return null;
    }
}
