package dev.pawl.activities.agent;

import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.egress.Denials;
import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One way of carrying out agents.
public interface AgentRuntime {

    /// What submissions call it.
    String name();

    /// Whether its agents are put into roles. Otherwise a role is no more than a word to them.
    default boolean hasRoles() {
        return false;
    }

    /// Whether an agent goes on from any tree that it left. Otherwise it goes on at its checkpoints only.
    boolean goesOnFromAnyTree();

    /// Carries the agent out on the working copy. Interrupted, it ends it first.
    Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException, UnfitException;

    /// What is to be done.
    ///
    /// @param spent what was spent until the last checkpoint
    /// @param ready what the working copy is built and tested with
    /// @param state where the last checkpoint left the agent; absent, it begins
    /// @param attempt the how manyeth since the last checkpoint, from 1
    /// @param resumed whether the working copy is as an earlier attempt left it
    /// @param left how long it may take
    /// @param budgetMicros how many millionths of a dollar it may still cost; absent, nobody set a limit
    /// @param briefing who the agent is and what it is told, where the runtime has roles
    record Job(
            String tenant,
            String run,
            Assignment assignment,
            Checkout checkout,
            Ready ready,
            @Nullable String state,
            Usage spent,
            int attempt,
            boolean resumed,
            Duration left,
            @Nullable Long budgetMicros,
            @Nullable Briefing briefing) {}

    /// Where an agent says how it goes.
    interface Desk extends Denials {

        /// Something that the agent tells people.
        void say(String text) throws IOException;

        /// Something that it merely prints.
        void log(String line) throws IOException;

        void spend(Usage usage);

        /// The working copy, the state and the cost belong together now: whoever goes on begins here.
        void checkpoint(String state) throws IOException;

        /// The same, with what the agent said and heard until here: a blob that was just put, and that is kept as long
        /// as the checkpoint is.
        void checkpoint(String state, String transcript) throws IOException;
    }

    /// How it ended, in the agent's own words: advice.
    sealed interface Answer {

        /// It says that it is done.
        ///
        /// @param answer what it answered in the form that its role asks for, as JSON
        record Done(String summary, @Nullable String answer) implements Answer {
            Done(String summary) {
                this(summary, null);
            }
        }

        record Declined(String reason) implements Answer {}

        /// It died, hung or made no sense.
        ///
        /// @param hopeless whether another try would end the same way
        record Crashed(String reason, boolean hopeless) implements Answer {}

        /// Its provider takes no more for now. It goes on from its last checkpoint.
        ///
        /// @param until when, by the clock of this worker
        /// @param pause how long that is
        record Limited(Instant until, Duration pause, String reason) implements Answer {}

        /// Its budget is spent. Granted more, it goes on from its last checkpoint.
        record Overspent(String reason) implements Answer {}
    }
}
