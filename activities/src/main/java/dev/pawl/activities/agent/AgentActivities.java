package dev.pawl.activities.agent;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.life.Life;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Puts agents to work, each invocation once: a finished one is answered from its row, an unfinished one goes on where
/// its last checkpoint was, and one that somebody else has taken over is let go.
@Singleton
public final class AgentActivities implements Agents {

    /// So often an agent may begin without getting any further.
    static final int MOST_TRIES = 3;

    /// A worker that dies under an agent says little of the agent. One that ends its workers itself does so always.
    static final int MOST_DEATHS = 10;

    private final Chronicle chronicle;
    private final Sandboxes sandboxes;
    private final List<AgentRuntime> runtimes;
    private final Invocations invocations;
    private final Sessions sessions;

    AgentActivities(
            Chronicle chronicle,
            Sandboxes sandboxes,
            List<AgentRuntime> runtimes,
            Invocations invocations,
            Sessions sessions) {
        this.chronicle = chronicle;
        this.sandboxes = sandboxes;
        this.runtimes = List.copyOf(runtimes);
        this.invocations = invocations;
        this.sessions = sessions;
    }

    @Override
    public Work work(Moment moment, Assignment assignment) {
        return Life.during(() -> chronicle.reached(moment), life -> {
            sandboxes.of(assignment.workspace().repository(), assignment.least());
            AgentRuntime runtime = runtime(assignment.agent());
            return work(life, moment, assignment, runtime);
        });
    }

    private Work work(Life life, Moment moment, Assignment assignment, AgentRuntime runtime)
            throws IOException, InterruptedException {
        Ask asked = new Ask(Checkpoint.digestOf(assignment), moment.reset(), moment.told());
        Work.Crashed last = null;
        while (true) {
            switch (invocations.begin(moment.tenant(), moment.run(), assignment.step(), asked)) {
                case Entry.Finished finished -> {
                    return Checkpoint.work(finished.result());
                }
                case Entry.Overtaken _ ->
                    throw Failure.OTHER_INPUT.because(
                            "The run has been told anew, and the step %s was begun by that: nothing is to be done here."
                                    .formatted(assignment.step()),
                            null);
                case Entry.Held held -> {
                    Work done = held.tries() > (last == null ? MOST_DEATHS : MOST_TRIES)
                            ? sessions.giveUp(moment, assignment, held, last)
                            : sessions.hold(life, moment, assignment, runtime, held);
                    if (!(done instanceof Work.Crashed crashed) || isFinal(held)) {
                        return done;
                    }
                    last = crashed;
                }
            }
        }
    }

    /// A crash that is written down is an answer; any other is tried again from the last checkpoint.
    private boolean isFinal(Entry.Held held) {
        return invocations
                .find(held.hold().tenant(), held.hold().runId(), held.hold().step())
                .filter(row -> row.finishedAt() != null)
                .isPresent();
    }

    private AgentRuntime runtime(AgentChoice choice) {
        for (AgentRuntime runtime : runtimes) {
            if (runtime.name().equals(choice.runtime())) {
                return runtime;
            }
        }
        throw Failure.AGENT_UNKNOWN.because(
                "There is no runtime %s. There are: %s."
                        .formatted(
                                choice.runtime(),
                                runtimes.stream()
                                        .map(AgentRuntime::name)
                                        .sorted()
                                        .toList()),
                null);
    }

    /// What was spent before and since.
    static Usage sum(@Nullable Checkpoint before, Usage since) {
        return before == null ? since : before.usage().and(since);
    }
}
