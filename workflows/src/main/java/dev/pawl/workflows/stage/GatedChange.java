package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Write, judge, revise: the passage that every change goes through until the gates have nothing left to say. Spent
/// rounds, and gates that cannot decide, are for a person.
public final class GatedChange {

    private static final List<Verb> VERBS = List.of(Verb.RETRY, Verb.EDIT, Verb.ABORT);
    private static final List<Verb> AGAIN_OR_NOT = List.of(Verb.RETRY, Verb.ABORT);
    private static final Set<String> FOR_A_PERSON =
            Set.of(Failure.AGENT_UNKNOWN.name(), Failure.NOT_TRUSTED.name(), Failure.OTHER_INPUT.name());

    private final Journal journal;
    private final People people;
    private final Patience patience;
    private @Nullable Workspace left;

    public GatedChange(Journal journal, People people, Patience patience) {
        this.journal = journal;
        this.people = people;
        this.patience = patience;
    }

    /// How often an agent may try, how long each time, and how long its worker may be silent.
    public record Patience(int rounds, Duration longest, Duration heartbeat) {}

    /// What is to be done.
    ///
    /// @param stage the passage, which also names the agent's steps
    /// @param start what the agent begins with
    /// @param gates what its work is asked, the cheapest first
    public record Task(
            String stage,
            Question.Purpose purpose,
            AgentChoice agent,
            Brief brief,
            Workspace base,
            Workspace start,
            Kept baseline,
            List<Gate> gates) {
        public Task {
            gates = List.copyOf(gates);
        }
    }

    /// A gate, and the stage of the story that it is asked in.
    public record Gate(String stage, String name) {}

    public sealed interface Result {

        /// The gates have nothing left to say.
        ///
        /// @param summary in the agent's own words
        record Accepted(Workspace workspace, List<Verdict> verdicts, String summary, int rounds) implements Result {
            public Accepted {
                verdicts = List.copyOf(verdicts);
            }
        }

        /// A person gave it up. This is what stood in its way.
        record Abandoned(List<Finding> findings) implements Result {
            public Abandoned {
                findings = List.copyOf(findings);
            }

            /// Who gave it up, and why, stands before all that stood in its way.
            static Abandoned by(Decision decision, List<Finding> findings) {
                List<Finding> all = new ArrayList<>(List.of(People.givenUp(decision)));
                all.addAll(findings);
                return new Abandoned(all);
            }
        }
    }

    /// What stands after a round: the work, and what was found against it. Undecided without a verdict, the agent could
    /// not begin.
    private record Standing(
            Workspace workspace, String summary, List<Verdict> verdicts, List<Finding> findings, boolean undecided) {}

    public Result make(Task task) {
        Standing standing = new Standing(task.start(), "", List.of(), List.of(), false);
        int granted = patience.rounds();
        String note = null;
        for (int round = 1; ; round++) {
            Standing before = standing;
            standing = work(task, round, before, note);
            while (standing.undecided()) {
                List<Verb> verbs = standing.verdicts().isEmpty() ? AGAIN_OR_NOT : VERBS;
                Decision decision = people.ask(undecided(standing), tree(standing), standing.findings(), verbs);
                if (decision.verb() == Verb.ABORT) {
                    return Result.Abandoned.by(decision, standing.findings());
                }
                if (decision.verb() == Verb.EDIT) {
                    note = decision.note();
                    granted = Math.max(granted, round + 1);
                    break;
                }
                standing = standing.verdicts().isEmpty()
                        ? work(task, round, before, note)
                        : judge(task, standing.workspace(), standing.summary());
            }
            if (standing.findings().isEmpty()) {
                return new Result.Accepted(standing.workspace(), standing.verdicts(), standing.summary(), round);
            }
            if (round >= granted) {
                Decision decision = people.ask(spent(round), tree(standing), standing.findings(), VERBS);
                if (decision.verb() == Verb.ABORT) {
                    return Result.Abandoned.by(decision, standing.findings());
                }
                note = decision.note();
                granted = round + 1;
            }
        }
    }

    /// The newest tree that an agent left, accepted or not; nothing before the first.
    public @Nullable Workspace left() {
        return left;
    }

    private Standing work(Task task, int round, Standing before, @Nullable String note) {
        journal.enter(task.stage());
        journal.say("An agent works: %s, round %d".formatted(task.stage(), round));
        Brief told = task.brief().after(before.findings(), note);
        Agents agents = Agents.on(
                "%s, round %d: %s".formatted(task.stage(), round, task.agent().name()),
                patience.longest(),
                patience.heartbeat());
        Assignment assignment =
                new Assignment(task.stage() + "/" + round, task.agent(), before.workspace(), told, patience.longest());
        Work work;
        try {
            work = agents.work(journal.moment(), assignment);
        } catch (ActivityFailure failure) {
            return unable(before, failure);
        }
        return judge(task, before, work);
    }

    /// What keeps a worker from beginning is for a person to mend. The agent is asked again in the same words.
    private static Standing unable(Standing before, ActivityFailure failure) {
        if (failure.getCause() instanceof ApplicationFailure said && FOR_A_PERSON.contains(said.getType())) {
            Standing against = against(before, "unable", said.getOriginalMessage());
            return new Standing(against.workspace(), against.summary(), List.of(), against.findings(), true);
        }
        throw failure;
    }

    private Standing judge(Task task, Standing before, Work work) {
        journal.spent(work.usage());
        return switch (work) {
            case Work.Done done -> {
                left = done.workspace();
                yield judge(task, done.workspace(), done.summary());
            }
            case Work.Unchanged _ -> against(before, "unchanged", "The agent changed nothing.");
            case Work.Declined declined ->
                against(before, "declined", "The agent says that it cannot do it: " + declined.reason());
            case Work.Unkeepable unkeepable -> against(before, unkeepable.findings());
            case Work.Crashed crashed -> against(before, "crashed", "The agent crashed: " + crashed.reason());
        };
    }

    /// The cheapest gate first; the first that says no ends the round.
    private Standing judge(Task task, Workspace work, String summary) {
        List<Verdict> verdicts = new ArrayList<>();
        for (Gate gate : task.gates()) {
            journal.enter(gate.stage());
            journal.say("The gate %s judges the work".formatted(gate.name()));
            Verdict verdict = Gates.to("is it good? " + gate.name())
                    .judge(
                            journal.moment(),
                            new Question(
                                    gate.name(),
                                    task.purpose(),
                                    task.base(),
                                    work,
                                    task.baseline(),
                                    task.brief().tests()));
            journal.judged(verdict);
            verdicts.add(verdict);
            if (!verdict.letsPass()) {
                return new Standing(work, summary, verdicts, findings(verdict), isUndecided(verdict));
            }
        }
        return new Standing(work, summary, verdicts, List.of(), false);
    }

    private static boolean isUndecided(Verdict verdict) {
        return switch (verdict.answer()) {
            case ERROR, INCONCLUSIVE -> true;
            case PASS, FAIL, NOT_APPLICABLE -> false;
        };
    }

    /// A gate that says no without a finding has said it in its summary.
    private static List<Finding> findings(Verdict verdict) {
        return verdict.findings().isEmpty()
                ? List.of(Finding.of(verdict.gate(), "no", verdict.summary()))
                : verdict.findings();
    }

    private static Standing against(Standing before, String rule, String message) {
        return against(before, List.of(Finding.of("agent", rule, message)));
    }

    /// What the agent was told before still holds.
    private static Standing against(Standing before, List<Finding> found) {
        List<Finding> findings = new ArrayList<>(found);
        before.findings().stream()
                .filter(finding -> !finding.gate().equals("agent"))
                .forEach(findings::add);
        return new Standing(before.workspace(), before.summary(), List.of(), findings, false);
    }

    private static String undecided(Standing standing) {
        if (standing.verdicts().isEmpty()) {
            return "The agent could not begin: %s A retry asks it again."
                    .formatted(standing.findings().getFirst().message());
        }
        Verdict last = standing.verdicts().getLast();
        return "The gate %s could not decide: %s A retry asks it again.".formatted(last.gate(), last.summary());
    }

    private static String spent(int rounds) {
        return rounds == 1
                ? "The round is spent, and the work is not accepted."
                : "%d rounds are spent, and the work is not accepted.".formatted(rounds);
    }

    private static String tree(Standing standing) {
        return standing.workspace().tree();
    }
}
