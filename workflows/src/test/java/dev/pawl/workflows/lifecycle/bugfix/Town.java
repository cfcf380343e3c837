package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.ledger.Parked;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.port.workspace.Workspaces;
import io.temporal.activity.Activity;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A town in which everybody whom a bug fix asks answers as the test says: agents, gates, the origin. It writes down
/// what was asked, one line each.
final class Town implements Workspaces, Agents, Gates, Ledger {

    static final Kept KEPT = new Kept("ab12", 3, "text/plain");
    static final Usage USAGE = new Usage(2, 100, 20, 1500, Usage.Source.RECORDED);

    final List<String> asked = new CopyOnWriteArrayList<>();
    final List<Assignment> assignments = new CopyOnWriteArrayList<>();
    final List<Wait> waits = new CopyOnWriteArrayList<>();
    final List<@Nullable Level> levels = new CopyOnWriteArrayList<>();
    final Set<String> taskQueues = new ConcurrentSkipListSet<>();
    final List<Parked> parked = new CopyOnWriteArrayList<>();
    final List<Moment> moments = new CopyOnWriteArrayList<>();
    final List<Object> ends = new CopyOnWriteArrayList<>();

    Function<Repository, Opened> origin = repository -> new Opened.Ready(tree(repository, 0));
    Function<Workspace, Baseline> baseline = _ -> measured();
    Function<Assignment, Work> agent = this::diligently;
    Function<Question, Verdict> gate = Town::content;
    Function<Parcel, Delivered> door = Town::taken;

    private final AtomicInteger trees = new AtomicInteger();

    static Workspace tree(Repository repository, int number) {
        return new Workspace(repository, "commit-0", "commit-" + number, "tree-" + number);
    }

    static Baseline.Measured measured(String... alreadyRed) {
        return new Baseline.Measured(
                KEPT,
                12,
                alreadyRed.length,
                0,
                List.of(alreadyRed),
                List.of(SECRETS, PROTECTED, TESTS),
                "12 tests, none red");
    }

    Work diligently(Assignment assignment) {
        return diligently(assignment, USAGE);
    }

    Work diligently(Assignment assignment, Usage usage) {
        Workspace left = tree(assignment.workspace().repository(), trees.incrementAndGet());
        return new Work.Done(left, "I changed it", 1, usage);
    }

    static Verdict content(Question question) {
        return answer(question, Answer.PASS);
    }

    static Verdict answer(Question question, Answer answer, Finding... findings) {
        List<String> tests = question.gate().equals(REPRODUCTION) ? List.of("TideTest.turnsAtNoon") : List.of();
        return new Verdict(
                question.gate(),
                answer,
                question.head().tree(),
                question.gate() + " says " + answer,
                List.of(findings),
                tests,
                KEPT,
                "none");
    }

    static Delivered taken(Parcel parcel) {
        String commit = parcel.head().commit();
        return parcel.delivery().way() == Delivery.Way.PATCH
                ? new Delivered.Patched(commit, KEPT, KEPT)
                : new Delivered.Pushed(String.valueOf(parcel.delivery().branch()), commit, KEPT, KEPT);
    }

    @Override
    public Opened open(Moment moment, Repository repository, @Nullable Level asked) {
        note(moment, "open");
        levels.add(asked);
        return origin.apply(repository);
    }

    @Override
    public Baseline baseline(Moment moment, Workspace base, List<String> askedAbout, @Nullable Level least) {
        note(moment, "baseline");
        levels.add(least);
        return baseline.apply(base);
    }

    @Override
    public Work work(Moment moment, Assignment assignment) {
        note(moment, "work " + assignment.step());
        assignments.add(assignment);
        levels.add(assignment.least());
        return agent.apply(assignment);
    }

    @Override
    public Verdict judge(Moment moment, Question question) {
        note(moment, "judge " + question.gate() + " " + question.head().tree());
        levels.add(question.least());
        return gate.apply(question);
    }

    @Override
    public Delivered deliver(Moment moment, Parcel parcel) {
        note(moment, "deliver " + parcel.head().tree());
        return door.apply(parcel);
    }

    @Override
    public void pause(Moment moment, Wait wait) {
        note(moment, "pause");
        waits.add(wait);
    }

    @Override
    public void park(Moment moment, Parked until) {
        note(moment, "park");
        parked.add(until);
    }

    @Override
    public void end(Moment moment, Object outcome) {
        note(moment, "end");
        ends.add(outcome);
    }

    private void note(Moment moment, String what) {
        moments.add(moment);
        asked.add(moment.stage() + ": " + what);
        taskQueues.add(Activity.getExecutionContext().getInfo().getActivityTaskQueue());
    }
}
