package dev.pawl.activities.agent;

import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.ledger.Moment;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// What was bought of models for an invocation, also by attempts whose worker died before it could tell.
@Singleton
final class Purchases {

    private static final int OK = 200;

    private final ModelCalls calls;

    Purchases(ModelCalls calls) {
        this.calls = calls;
    }

    /// The checkpoint with all that was paid. Agents that buy nothing of the workers' models tell their cost
    /// themselves.
    @Nullable
    Checkpoint counted(Moment moment, Assignment assignment, @Nullable Checkpoint before) {
        Checkpoint known = before == null ? new Checkpoint(assignment.workspace(), null, Usage.NONE, 0) : before;
        Usage paid = paid(moment, assignment, known.usage());
        return paid.equals(known.usage()) ? before : known.paid(paid);
    }

    /// What was paid in all, if that is more than is known: a worker that was given up may still have heard the end of
    /// an answer.
    Usage paid(Moment moment, Assignment assignment, Usage known) {
        Usage bought = calls.of(moment.tenant(), moment.run()).stream()
                .filter(call -> call.step().equals(assignment.step()))
                .map(Purchases::usage)
                .reduce(Usage.NONE, Usage::and);
        return bought.costMicros() > known.costMicros() ? bought : known;
    }

    /// A turn is what a model answered. Requests that only had their tokens counted are rows too.
    private static Usage usage(ModelCall call) {
        boolean turn = call.status() != null && call.status() == OK && call.outputTokens() > 0;
        return new Usage(
                turn ? 1 : 0,
                call.inputTokens() + call.cacheWriteTokens() + call.cacheReadTokens(),
                call.outputTokens(),
                call.costMicros(),
                switch (call.source()) {
                    case MEASURED -> Usage.Source.MEASURED;
                    case ESTIMATED -> Usage.Source.ESTIMATED;
                });
    }
}
