package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.agent.Sitting.Shelf;
import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.life.DiskFullException;
import dev.pawl.activities.life.Life;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Checkouts;
import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.invocation.Entry;
import dev.pawl.workflows.port.Failure;
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

    private final Checkouts checkouts;
    private final Provision provision;
    private final Shelf shelf;

    Sessions(Checkouts checkouts, Provision provision, Shelf shelf) {
        this.checkouts = checkouts;
        this.provision = provision;
        this.shelf = shelf;
    }

    /// Finishes the invocation, or says how this attempt crashed and leaves it unfinished. That a store is away, or a
    /// disk full, is nothing that the agent has tried and failed at.
    Work hold(Life life, Moment moment, Assignment assignment, AgentRuntime runtime, Entry.Held held)
            throws IOException, InterruptedException {
        try {
            return attempt(life, moment, assignment, runtime, held);
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof StoreUnavailableException || DiskFullException.isIn(failure)) {
                forgive(held, failure);
            }
            throw failure;
        }
    }

    /// The failure is what is told, whether this can be written down or not.
    private void forgive(Entry.Held held, Exception failure) {
        try {
            shelf.invocations().forgive(held.hold());
        } catch (RuntimeException another) {
            failure.addSuppressed(another);
        }
    }

    private Work attempt(Life life, Moment moment, Assignment assignment, AgentRuntime runtime, Entry.Held held)
            throws IOException, InterruptedException {
        Checkpoint before = shelf.purchases().counted(moment, assignment, Checkpoint.read(held.checkpoint()));
        Workspace start = before == null ? assignment.workspace() : before.workspace();
        try (Scribe scribe = new Scribe(shelf.events(), shelf.invocations(), held.hold());
                Checkout checkout = checkouts.open(moment.tenant(), start)) {
            Briefing briefing = briefing(moment, assignment, runtime, scribe);
            boolean resumed = before != null && before.isBeyond(assignment);
            scribe.began(
                    assignment, briefing, new Scribe.Beginning(held.tries(), resumed, life.dispatch(), life.due()));
            Sitting sitting =
                    new Sitting(shelf, new Sitting.Task(moment, assignment, held.hold()), checkout, scribe, before);
            try {
                return sitting.ended(carryOut(runtime, sitting, held.tries(), briefing));
            } catch (InterruptedException e) {
                if (life.isHandedOver()) {
                    sitting.handOver(runtime.goesOnFromAnyTree());
                } else {
                    sitting.stopped();
                }
                throw e;
            } catch (IOException | RuntimeException e) {
                sitting.broke(e);
                throw e;
            }
        }
    }

    /// A role that cannot be read is for a person: another try reads the same.
    private @Nullable Briefing briefing(Moment moment, Assignment assignment, AgentRuntime runtime, Scribe scribe)
            throws IOException {
        try {
            return provision.briefing(moment.tenant(), assignment, runtime);
        } catch (UnfitException e) {
            String reason = """
                    The agent %s cannot be put to work.
                    %s
                    This run keeps the base commit that it began with: what is wrong there is mended there, and the bug is \
                    reported again.""".formatted(assignment.role(), e.getMessage());
            scribe.event("agent.unfit", Map.of("reason", Plain.text(reason, Sitting.LONGEST)));
            throw Failure.AGENT_UNKNOWN.because(Plain.text(reason, Sitting.LONGEST), e);
        }
    }

    private Answer carryOut(AgentRuntime runtime, Sitting sitting, int attempt, @Nullable Briefing briefing)
            throws IOException, InterruptedException {
        Checkpoint before = sitting.before();
        Checkout checkout = sitting.checkout();
        Assignment assignment = sitting.task().assignment();
        Moment moment = sitting.task().moment();
        Long budget = budget(sitting);
        if (budget != null && budget <= 0) {
            return new Answer.Overspent("There is nothing left to begin with.");
        }
        try (Ready ready = provision.environment(moment.tenant(), checkout.workspace(), assignment.least())) {
            ready.layInto(checkout);
            Job job = new Job(
                    moment.tenant(),
                    moment.run(),
                    assignment,
                    checkout,
                    ready,
                    before == null ? null : before.state(),
                    AgentActivities.sum(before, Usage.NONE),
                    attempt,
                    before != null && before.isBeyond(assignment),
                    left(sitting, briefing),
                    budget,
                    briefing);
            return runtime.carryOut(job, sitting);
        } catch (UnfitException e) {
            return new Answer.Crashed(String.valueOf(e.getMessage()), false);
        }
    }

    /// What earlier attempts have left of what the step may cost.
    private static @Nullable Long budget(Sitting sitting) {
        Long budget = sitting.task().assignment().budgetMicros();
        return budget == null || sitting.before() == null
                ? budget
                : Long.valueOf(budget - sitting.before().usage().costMicros());
    }

    private static Duration left(Sitting sitting, @Nullable Briefing briefing) {
        Duration longest = sitting.task().assignment().longest();
        Duration own = briefing == null ? null : briefing.role().limits().time();
        Duration granted = own == null || own.compareTo(longest) > 0 ? longest : own;
        return granted.minusMillis(
                sitting.before() == null ? 0 : sitting.before().workedMillis());
    }

    /// Too many attempts got no further: that is an answer. How the last one ended is told here where its worker died
    /// and could not tell.
    ///
    /// @param last the last attempt, where it ended and was told
    Work giveUp(Moment moment, Assignment assignment, Entry.Held held, Work.@Nullable Crashed last) {
        String reason = last == null
                ? "Its worker died %d times before it got any further.".formatted(held.tries() - 1)
                : "It crashed %d times without getting any further. %s".formatted(held.tries() - 1, last.reason());
        Checkpoint before = shelf.purchases().counted(moment, assignment, Checkpoint.read(held.checkpoint()));
        Work.Crashed crashed = new Work.Crashed(reason, AgentActivities.sum(before, Usage.NONE));
        if (last != null) {
            shelf.invocations().finish(held.hold(), Checkpoint.text(crashed));
            return crashed;
        }
        try (Scribe scribe = new Scribe(shelf.events(), shelf.invocations(), held.hold())) {
            scribe.ended(crashed, () -> shelf.invocations().finish(held.hold(), Checkpoint.text(crashed)));
        }
        return crashed;
    }
}
