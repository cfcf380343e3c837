package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.egress.Target;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.process.Secret;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An agent at work on a working copy.
final class Sitting implements AgentRuntime.Desk {

    /// So many characters are kept of what an agent says at its end.
    static final int LONGEST = 4000;

    /// History carries an answer from the agent that gave it to the one that is told of it.
    private static final int LONGEST_ANSWER = 16 * 1024;

    private final Shelf shelf;
    private final Task task;
    private final Checkout checkout;
    private final Scribe scribe;
    private final @Nullable Checkpoint before;
    private final long begun = System.nanoTime();
    private Usage since = Usage.NONE;
    private Workspace reached;
    private @Nullable String state;

    Sitting(Shelf shelf, Task task, Checkout checkout, Scribe scribe, @Nullable Checkpoint before) {
        this.shelf = shelf;
        this.task = task;
        this.checkout = checkout;
        this.scribe = scribe;
        this.before = before;
        this.reached = checkout.workspace();
        this.state = before == null ? null : before.state();
    }

    /// Where it is kept what agents say and leave.
    @Singleton
    record Shelf(Trees trees, Invocations invocations, Events events, Purchases purchases) {}

    /// What is to be done, and the right to do it.
    record Task(Moment moment, Assignment assignment, Hold hold) {}

    Task task() {
        return task;
    }

    Checkout checkout() {
        return checkout;
    }

    /// Where it goes on from; nothing, where it begins.
    @Nullable
    Checkpoint before() {
        return before;
    }

    @Override
    public void say(String text) {
        scribe.say(text);
    }

    @Override
    public void log(String line) {
        scribe.log(line);
    }

    @Override
    public void denied(Target target, String why) {
        scribe.event("network.denied", Map.of("host", target.toString(), "by", "agent", "reason", why));
    }

    @Override
    public void spend(Usage usage) {
        since = since.and(usage);
    }

    @Override
    public void checkpoint(String told) throws IOException {
        keep(told, null);
    }

    @Override
    public void checkpoint(String told, String transcript) throws IOException {
        keep(told, transcript);
    }

    private void keep(String told, @Nullable String transcript) throws IOException {
        if (!Plain.text(told, LONGEST).equals(told)) {
            throw new IOException(
                    "A state that is longer than %,d characters or no plain text cannot be kept.".formatted(LONGEST));
        }
        Workspace now = kept();
        if (now == null) {
            scribe.event("agent.unkept", Map.of("state", told));
            return;
        }
        reached = now;
        state = told;
        scribe.event("agent.checkpoint", Map.of("state", told), () -> save(transcript));
    }

    /// The worker goes; what the next one can go on with is kept. What cannot be kept is done again, and that is none
    /// of the agent's crashes.
    void handOver(boolean fromAnyTree) throws IOException {
        Thread.interrupted();
        Workspace now = fromAnyTree ? kept() : null;
        reached = now == null ? reached : now;
        scribe.event("agent.handed-over", Map.of(), () -> save(null));
    }

    /// The run is cancelled, or this attempt took too long. What it cost stays counted.
    void stopped() {
        Thread.interrupted();
        if (!since.equals(Usage.NONE)) {
            Checkpoint standing = standing().paid(usage());
            scribe.event(
                    "agent.ended",
                    Map.of("result", "stopped", "usage", standing.usage()),
                    () -> shelf.invocations.leave(task.hold, standing.text(), true));
        }
    }

    /// Machinery failed. The failure is what is told, whether the cost can be written down or not.
    void broke(Exception failure) {
        try {
            stopped();
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private void save(@Nullable String transcript) {
        shelf.invocations.checkpoint(task.hold, standing().text(), transcript);
    }

    /// Where the agent stands since its last checkpoint, and all that it has cost.
    private Checkpoint standing() {
        long worked = (System.nanoTime() - begun) / 1_000_000 + (before == null ? 0 : before.workedMillis());
        return new Checkpoint(reached, state, AgentActivities.sum(before, since), worked);
    }

    /// What the invocation has cost at an end of it.
    private Usage usage() {
        return shelf.purchases.paid(task.moment, task.assignment, AgentActivities.sum(before, since));
    }

    /// The tree as it stands; nothing where no tree may hold it.
    private @Nullable Workspace kept() throws IOException {
        return switch (checkout.keep(task.moment.run(), task.assignment.step())) {
            case Left.Changed changed -> changed.workspace();
            case Left.Same _ -> checkout.workspace();
            case Left.Unkeepable _ -> null;
        };
    }

    Work ended(Answer told) throws IOException {
        Answer answer = told instanceof Answer.Done done && isTooLong(done.answer())
                ? new Answer.Crashed("Its answer is longer than %,d bytes.".formatted(LONGEST_ANSWER), false)
                : told;
        Usage usage = usage();
        Work work = switch (answer) {
            case Answer.Done done -> done(plain(done.summary()), usage, hidden(done.answer()));
            case Answer.Declined declined -> new Work.Declined(plain(declined.reason()), usage);
            case Answer.Crashed crashed -> new Work.Crashed(plain(crashed.reason()), usage);
            case Answer.Limited limited ->
                new Work.Limited(limited.until(), plain(limited.reason()), usage, limited.pause());
            case Answer.Overspent overspent -> new Work.Overspent(plain(overspent.reason()), usage);
        };
        scribe.ended(work, checkout.took(), () -> keep(answer, work));
        return work;
    }

    /// An end is written down. Whatever else it is, somebody goes on from the last checkpoint, and what it cost
    /// since stays counted.
    private void keep(Answer answer, Work work) {
        switch (answer) {
            case Answer.Done _, Answer.Declined _ -> shelf.invocations.finish(task.hold, Checkpoint.text(work));
            case Answer.Crashed crashed
            when crashed.hopeless() -> shelf.invocations.finish(task.hold, Checkpoint.text(work));
            case Answer.Crashed _ ->
                shelf.invocations.leave(task.hold, standing().paid(work.usage()).text(), true);
            case Answer.Limited _, Answer.Overspent _ ->
                shelf.invocations.leave(task.hold, standing().paid(work.usage()).text(), false);
        }
    }

    private static boolean isTooLong(@Nullable String answer) {
        return answer != null && answer.getBytes(StandardCharsets.UTF_8).length > LONGEST_ANSWER;
    }

    private static @Nullable String hidden(@Nullable String answer) {
        return answer == null ? null : Secret.hidden(answer);
    }

    private static String plain(String said) {
        return Plain.text(Secret.hidden(said), LONGEST);
    }

    private Work done(String summary, Usage usage, @Nullable String answer) throws IOException {
        return switch (checkout.keep(task.moment.run(), task.assignment.step())) {
            case Left.Unkeepable unkeepable -> new Work.Unkeepable(unkeepable.findings(), usage);
            case Left.Changed changed -> done(changed.workspace(), summary, usage, answer);
            case Left.Same _ -> done(checkout.workspace(), summary, usage, answer);
        };
    }

    private Work done(Workspace reached, String summary, Usage usage, @Nullable String answer) throws IOException {
        Workspace start = task.assignment.workspace();
        return reached.holdsTheSameAs(start)
                ? new Work.Unchanged(summary, usage, answer)
                : new Work.Done(
                        reached,
                        summary,
                        shelf.trees
                                .changes(task.moment.tenant(), reached, start.commit())
                                .size(),
                        usage,
                        answer);
    }
}
