package dev.pawl.activities.broker;

import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Stands between an agent and the models: it swaps the agent's token for the real key, lets through what the terms
/// say, counts what is bought, and stops when the budget is spent.
public interface Broker {

    /// Opens a line for one invocation; closed, nothing of it is left.
    Line open(Terms terms, Barrier barrier) throws IOException;

    /// What one invocation may do.
    ///
    /// @param provider whose models, by the name that the worker's settings give it
    /// @param models which of them, by their own names; the first is meant where the agent names none
    /// @param budgetMicros how many millionths of a dollar are left; absent, nobody set a budget
    record Terms(
            String tenant,
            String run,
            String step,
            String provider,
            List<String> models,
            @Nullable Long budgetMicros) {
        public Terms {
            models = List.copyOf(models);
        }
    }

    /// Told while a model request is held that follows a finished turn: what the agent has done until here belongs
    /// together with what was bought until here. What it throws ends the line.
    @FunctionalInterface
    interface Barrier {

        /// Keeps what the agent has done until here. An agent that writes down what it did may do so a little later
        /// than it asks.
        ///
        /// @param results ids of the tools' results that the held request brings
        void turned(Usage untilHere, List<String> results) throws IOException;
    }

    /// One invocation's way to the models.
    interface Line extends AutoCloseable {

        /// Where the agent speaks plain HTTP: a UNIX socket in a folder of its own.
        Path socket();

        /// What the agent shows instead of a key.
        String token();

        /// What was bought so far, unfinished answers too.
        Usage spent();

        /// Why no more is let through, once it is so.
        Optional<Halt> halted();

        @Override
        void close();
    }

    /// Why a line lets nothing through any more.
    sealed interface Halt {

        String sentence();

        /// The budget is spent.
        record Overspent(String sentence) implements Halt {}

        /// The provider takes no more for now.
        ///
        /// @param until when it may be asked again, by the clock of this worker
        /// @param pause how long that is
        record Limited(Instant until, Duration pause, String sentence) implements Halt {}

        /// What was asked for is not allowed, not priced or not known; asking again cannot help.
        record Refused(String sentence) implements Halt {}

        /// The barrier could not save.
        record Broken(String sentence) implements Halt {}
    }
}
