package dev.pawl.cli;

import java.time.Duration;
import picocli.CommandLine.Option;

/// How long a command waits that follows a run: the option that all of those share.
final class Waiting {

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "1h",
            converter = Durations.class,
            description = "How long to wait while nothing moves, or while the gateway is away (default: 1h).")
    Duration patience = Duration.ofHours(1);

    /// Begins now.
    Patience with(Surroundings surroundings) {
        return new Patience(surroundings, patience);
    }
}
