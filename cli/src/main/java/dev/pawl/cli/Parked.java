package dev.pawl.cli;

import dev.pawl.cli.client.RunView;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is said of a run that stands still by itself until a time.
final class Parked {

    private Parked() {}

    /// Until when it is parked; nothing of a run that is not, or that does not say it as times are said.
    static Optional<Instant> until(RunView run) {
        RunView.Question waits = run.waitsFor();
        if (!run.isParked() || waits == null || waits.until() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.parse(waits.until()));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    static String sentence(RunView run, Instant now) {
        RunView.Question waits = run.waitsFor();
        String reason = waits == null ? "" : String.valueOf(waits.reason());
        return Table.plain("It is parked%s: %s".formatted(time(until(run).orElse(null), now), reason));
    }

    private static String time(@Nullable Instant until, Instant now) {
        if (until == null) {
            return "";
        }
        Duration left = Duration.between(now, until);
        return " until %s (%s)"
                .formatted(
                        until.truncatedTo(ChronoUnit.SECONDS),
                        left.isPositive() ? "in " + Durations.inWords(left) : "any moment now");
    }
}
