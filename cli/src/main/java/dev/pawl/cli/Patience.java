package dev.pawl.cli;

import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/// How long a command waits while nothing comes: a gateway that is being restarted, a run that stands still.
final class Patience {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Surroundings surroundings;
    private final Duration limit;
    private Instant lastNews;
    private Duration pause = FIRST_PAUSE;

    Patience(Surroundings surroundings, Duration limit) {
        this.surroundings = surroundings;
        this.limit = limit;
        this.lastNews = surroundings.clock().instant();
    }

    /// Asks until there is an answer; the last refusal is thrown when patience ends.
    <T> T ask(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (Unreachable unreachable) {
                if (isSpent()) {
                    throw unreachable;
                }
                rest();
            }
        }
    }

    /// Asks for something that is to be done once, under a key of its own. Where nobody is there at all, waiting would
    /// only hide it; once the question may have been heard, it is asked again.
    <T> T askOnce(Supplier<T> question) {
        try {
            return question.get();
        } catch (Unreachable unreachable) {
            if (unreachable.nobodyThere()) {
                throw unreachable;
            }
            news();
            return ask(question);
        }
    }

    /// Something new came: the next pause is a short one again.
    void news() {
        lastNews = surroundings.clock().instant();
        pause = FIRST_PAUSE;
    }

    boolean isBefore(Instant time) {
        return surroundings.clock().instant().isBefore(time);
    }

    boolean isSpent() {
        return Duration.between(lastNews, surroundings.clock().instant()).compareTo(limit) >= 0;
    }

    /// Sleeps, each time a little longer.
    void rest() {
        try {
            surroundings.sleeper().sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "The command was stopped while it waited.");
        }
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    String limit() {
        return Durations.inWords(limit);
    }
}
