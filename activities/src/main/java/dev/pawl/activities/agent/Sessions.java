package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.environment.Environments;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.life.Life;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Checkouts;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One attempt at an invocation: lays the working copy out, lets the agent work, and keeps what it left.
@Singleton
final class Sessions {

    /// So many characters are kept of what an agent says at its end.
    private static final int LONGEST = 4000;

    private final Checkouts checkouts;
    private final Trees trees;
    private final Invocations invocations;
    private final Events events;
    private final Environments environments;

    Sessions(Checkouts checkouts, Trees trees, Environments environments, Invocations invocations, Events events) {
        this.environments = environments;
        this.checkouts = checkouts;
        this.trees = trees;
        this.invocations = invocations;
        this.events = events;
    }

    /// Finishes the invocation, or says how this attempt crashed and leaves it unfinished.
    Work hold(Life life, Moment moment, Assignment assignment, AgentRuntime runtime, Entry.Held held)
            throws IOException, InterruptedException {
        Checkpoint before = Checkpoint.read(held.checkpoint());
        Workspace start = before == null ? assignment.workspace() : before.workspace();
        Duration left = assignment.longest().minusMillis(before == null ? 0 : before.workedMillis());
        try (Scribe scribe = new Scribe(events, moment.tenant(), moment.run(), assignment.step());
                Checkout checkout = checkouts.open(moment.tenant(), start)) {
            scribe.event(
                    "agent.began",
                    Map.of(
                            "agent",
                            assignment.agent().runtime() + ":"
                                    + assignment.agent().name(),
                            "attempt",
                            held.tries(),
                            "resumed",
                            before != null));
            Sitting sitting = new Sitting(moment, assignment, held.hold(), checkout, scribe, before);
            try {
                return sitting.ended(carryOut(runtime, sitting, held.tries(), left));
            } catch (InterruptedException e) {
                if (life.isHandedOver()) {
                    sitting.handOver(runtime.goesOnFromAnyTree());
                }
                throw e;
            }
        }
    }

    private Answer carryOut(AgentRuntime runtime, Sitting sitting, int attempt, Duration left)
            throws IOException, InterruptedException {
        Checkpoint before = sitting.before;
        Checkout checkout = sitting.checkout;
        try (Ready ready = environments.of(sitting.moment.tenant(), checkout.workspace())) {
            ready.layInto(checkout);
            Job job = new Job(
                    sitting.moment.run(),
                    sitting.assignment,
                    checkout,
                    ready,
                    before == null ? null : before.state(),
                    attempt,
                    before != null,
                    left);
            return runtime.carryOut(job, sitting);
        } catch (UnfitException e) {
            return new Answer.Crashed(String.valueOf(e.getMessage()), false);
        }
    }

    /// Too many attempts got no further: that is an answer. How the last one ended is told here where its worker died
    /// and could not tell.
    ///
    /// @param last the last attempt, where it ended and was told
    Work giveUp(Moment moment, Entry.Held held, Work.@Nullable Crashed last) {
        String reason = last == null ? "Its worker died each time." : last.reason();
        Checkpoint before = Checkpoint.read(held.checkpoint());
        Work.Crashed crashed = new Work.Crashed(
                "It crashed %d times without getting any further. %s".formatted(AgentActivities.MOST_TRIES, reason),
                AgentActivities.sum(before, Usage.NONE));
        invocations.finish(held.hold(), Checkpoint.text(crashed));
        if (last == null) {
            try (Scribe scribe = new Scribe(
                    events, moment.tenant(), moment.run(), held.hold().step())) {
                scribe.event("agent.ended", Map.of("result", "crashed", "reason", reason, "usage", crashed.usage()));
            }
        }
        return crashed;
    }

    /// An agent at work on a working copy.
    private final class Sitting implements AgentRuntime.Desk {

        private final Moment moment;
        private final Assignment assignment;
        private final Hold hold;
        private final Checkout checkout;
        private final Scribe scribe;
        private final @Nullable Checkpoint before;
        private final long begun = System.nanoTime();
        private Usage since = Usage.NONE;
        private Workspace reached;
        private @Nullable String state;

        Sitting(
                Moment moment,
                Assignment assignment,
                Hold hold,
                Checkout checkout,
                Scribe scribe,
                @Nullable Checkpoint before) {
            this.moment = moment;
            this.assignment = assignment;
            this.hold = hold;
            this.checkout = checkout;
            this.scribe = scribe;
            this.before = before;
            this.reached = checkout.workspace();
            this.state = before == null ? null : before.state();
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
        public void spend(Usage usage) {
            since = since.and(usage);
        }

        @Override
        public void checkpoint(String told) throws IOException {
            if (!Plain.text(told, LONGEST).equals(told)) {
                throw new IOException("A state that is longer than %,d characters or no plain text cannot be kept."
                        .formatted(LONGEST));
            }
            Workspace now = kept();
            if (now != null) {
                reached = now;
                state = told;
                save();
            }
            scribe.event("agent.checkpoint", Map.of("state", told));
        }

        /// The worker goes; what the next one can go on with is kept. What cannot be kept is done again, and that is
        /// none
        /// of the agent's crashes.
        void handOver(boolean fromAnyTree) throws IOException {
            Thread.interrupted();
            Workspace now = fromAnyTree ? kept() : null;
            reached = now == null ? reached : now;
            save();
            scribe.event("agent.handed-over", Map.of());
        }

        private void save() {
            long worked = (System.nanoTime() - begun) / 1_000_000 + (before == null ? 0 : before.workedMillis());
            invocations.checkpoint(
                    hold, new Checkpoint(reached, state, AgentActivities.sum(before, since), worked).text());
        }

        /// The tree as it stands; nothing where no tree may hold it.
        private @Nullable Workspace kept() throws IOException {
            return switch (checkout.keep(moment.run(), assignment.step())) {
                case Left.Changed changed -> changed.workspace();
                case Left.Same _ -> checkout.workspace();
                case Left.Unkeepable _ -> null;
            };
        }

        Work ended(Answer answer) throws IOException {
            Usage usage = AgentActivities.sum(before, since);
            Work work = switch (answer) {
                case Answer.Done done -> done(plain(done.summary()), usage);
                case Answer.Declined declined -> new Work.Declined(plain(declined.reason()), usage);
                case Answer.Crashed crashed -> new Work.Crashed(plain(crashed.reason()), usage);
            };
            if (!(answer instanceof Answer.Crashed crashed) || crashed.hopeless()) {
                invocations.finish(hold, Checkpoint.text(work));
            }
            scribe.event("agent.ended", told(work));
            return work;
        }

        private static String plain(String said) {
            return Plain.text(said, LONGEST);
        }

        private Work done(String summary, Usage usage) throws IOException {
            return switch (checkout.keep(moment.run(), assignment.step())) {
                case Left.Unkeepable unkeepable -> new Work.Unkeepable(unkeepable.findings(), usage);
                case Left.Changed changed -> done(changed.workspace(), summary, usage);
                case Left.Same _ -> done(checkout.workspace(), summary, usage);
            };
        }

        private Work done(Workspace reached, String summary, Usage usage) throws IOException {
            Workspace start = assignment.workspace();
            return reached.holdsTheSameAs(start)
                    ? new Work.Unchanged(summary, usage)
                    : new Work.Done(
                            reached,
                            summary,
                            trees.changes(moment.tenant(), reached, start.commit())
                                    .size(),
                            usage);
        }

        private static Map<String, Object> told(Work work) {
            return switch (work) {
                case Work.Done done ->
                    Map.of("result", "done", "summary", done.summary(), "files", done.files(), "usage", done.usage());
                case Work.Unchanged unchanged ->
                    Map.of("result", "unchanged", "summary", unchanged.summary(), "usage", unchanged.usage());
                case Work.Declined declined ->
                    Map.of("result", "declined", "reason", declined.reason(), "usage", declined.usage());
                case Work.Unkeepable unkeepable ->
                    Map.of("result", "unkeepable", "findings", unkeepable.findings(), "usage", unkeepable.usage());
                case Work.Crashed crashed ->
                    Map.of("result", "crashed", "reason", crashed.reason(), "usage", crashed.usage());
            };
        }
    }
}
