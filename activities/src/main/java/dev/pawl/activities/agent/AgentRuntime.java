package dev.pawl.activities.agent;

import dev.pawl.activities.environment.Ready;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One way of carrying out agents.
interface AgentRuntime {

    /// What submissions call it.
    String name();

    /// The agents that this worker has of the kind.
    List<String> agents();

    /// Whether an agent goes on from any tree that it left. Otherwise it goes on at its checkpoints only.
    boolean goesOnFromAnyTree();

    /// Carries the agent out on the working copy. Interrupted, it ends it first.
    Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException;

    /// What is to be done.
    ///
    /// @param ready what the working copy is built and tested with
    /// @param state where the last checkpoint left the agent; absent, it begins
    /// @param attempt the how manyeth since the last checkpoint, from 1
    /// @param resumed whether the working copy is as an earlier attempt left it
    /// @param left how long it may take
    record Job(
            String run,
            Assignment assignment,
            Checkout checkout,
            Ready ready,
            @Nullable String state,
            int attempt,
            boolean resumed,
            Duration left) {}

    /// Where an agent says how it goes.
    interface Desk {

        /// Something that the agent tells people.
        void say(String text) throws IOException;

        /// Something that it merely prints.
        void log(String line) throws IOException;

        void spend(Usage usage);

        /// The working copy, the state and the cost belong together now: whoever goes on begins here.
        void checkpoint(String state) throws IOException;
    }

    /// How it ended, in the agent's own words: advice.
    sealed interface Answer {

        record Done(String summary) implements Answer {}

        record Declined(String reason) implements Answer {}

        /// It died, hung or made no sense.
        ///
        /// @param hopeless whether another try would end the same way
        record Crashed(String reason, boolean hopeless) implements Answer {}
    }
}
