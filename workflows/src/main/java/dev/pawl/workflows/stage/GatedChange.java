package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Write, judge, revise: the passage that every change goes through until the gates have nothing left to say. Spent
/// rounds, and gates that cannot decide, are for a person.
public final class GatedChange {

    private static final List<Verb> VERBS = List.of(Verb.RETRY, Verb.EDIT, Verb.ABORT);

    private final Journal journal;
    private final People people;
    private final Agency agency;
    private final Patience patience;
    private final Counsel reviewers;
    private @Nullable Workspace left;

    public GatedChange(Journal journal, People people, Agency agency, Patience patience) {
        this.journal = journal;
        this.people = people;
        this.agency = agency;
        this.patience = patience;
        this.reviewers = new Counsel(journal, agency, patience);
    }

    /// How often an agent may try, how long each time, and how long its worker may be silent.
    public record Patience(int rounds, Duration longest, Duration heartbeat) {}

    /// What is to be done.
    ///
    /// @param stage the passage, which also names the agent's steps
    /// @param role who the agent is to be
    /// @param start what the agent begins with
    /// @param least how well agents and gates must be shut in; absent, as the workers' settings say
    /// @param gates what its work is asked, the cheapest first
    public record Task(
            String stage,
            Question.Purpose purpose,
            AgentChoice agent,
            String role,
            Brief brief,
            Workspace base,
            Workspace start,
            @Nullable Level least,
            Kept baseline,
            List<Gate> gates) {
        public Task {
            gates = List.copyOf(gates);
        }
    }

    /// A gate, and the stage of the story that it is asked in.
    ///
    /// @param review who is asked for an opinion first, where the gate weighs one
    public record Gate(String stage, String name, Counsel.@Nullable Request review) {
        public Gate(String stage, String name) {
            this(stage, name, null);
        }
    }

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

    /// What stands after a round: the work, and what was found against it.
    ///
    /// @param givenUp who gave the round up while the agent could not work
    private record Standing(
            Workspace workspace,
            String summary,
            List<Verdict> verdicts,
            List<Finding> findings,
            boolean undecided,
            @Nullable Decision givenUp) {

        Standing(Workspace workspace, String summary, List<Verdict> verdicts, List<Finding> findings) {
            this(workspace, summary, verdicts, findings, false, null);
        }
    }

    public Result make(Task task) {
        Standing standing = new Standing(task.start(), "", List.of(), List.of());
        int granted = patience.rounds();
        String note = null;
        for (int round = 1; ; round++) {
            standing = work(task, round, standing, note);
            if (standing.givenUp() != null) {
                return Result.Abandoned.by(standing.givenUp(), standing.findings());
            }
            while (standing.undecided()) {
                Decision decision = people.ask(undecided(standing), tree(standing), standing.findings(), VERBS);
                if (decision.verb() == Verb.ABORT) {
                    return Result.Abandoned.by(decision, standing.findings());
                }
                if (decision.verb() == Verb.EDIT) {
                    note = decision.note();
                    granted = Math.max(granted, round + 1);
                    break;
                }
                standing = judge(task, standing.workspace(), standing.summary());
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
        Brief told = task.brief().after(before.findings(), note);
        Assignment assignment = new Assignment(
                task.stage() + "/" + round,
                task.agent(),
                before.workspace(),
                told,
                patience.longest(),
                task.role(),
                null,
                task.least());
        String summary =
                "%s, round %d: %s".formatted(task.stage(), round, task.agent().name());
        return switch (agency.ask(summary, assignment)) {
            case Agency.Answer.Worked(Work.Final work) -> judge(task, before, work);
            case Agency.Answer.GivenUp(Decision decision, List<Finding> findings) ->
                new Standing(before.workspace(), before.summary(), List.of(), findings, false, decision);
        };
    }

    private Standing judge(Task task, Standing before, Work.Final work) {
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
            Opinion opinion = gate.review() == null ? null : reviewers.ask(gate.review(), work);
            journal.say("The gate %s judges the work".formatted(gate.name()));
            Verdict verdict = Gates.to("is it good? " + gate.name(), patience.heartbeat(), task.least())
                    .judge(
                            journal.moment(),
                            new Question(
                                    gate.name(),
                                    task.purpose(),
                                    task.base(),
                                    work,
                                    task.baseline(),
                                    task.brief().tests(),
                                    task.least(),
                                    opinion));
            journal.judged(verdict);
            verdicts.add(verdict);
            if (!verdict.letsPass()) {
                return new Standing(work, summary, verdicts, findings(verdict), isUndecided(verdict), null);
            }
        }
        return new Standing(work, summary, verdicts, List.of());
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
        return new Standing(before.workspace(), before.summary(), List.of(), findings);
    }

    private static String undecided(Standing standing) {
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
