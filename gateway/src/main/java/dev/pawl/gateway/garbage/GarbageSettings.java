package dev.pawl.gateway.garbage;

import dev.pawl.gateway.bugfix.BugFixSettings;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// Whether and when this gateway takes away what is stored and nothing refers to.
///
/// @param collected whether it does
/// @param grace how old an object is at least that is taken away
/// @param pause between two rounds through what a tenant has stored
@ConfigurationProperties("pawl.garbage")
public record GarbageSettings(
        @Bindable(defaultValue = "true") boolean collected,
        @Bindable(defaultValue = "P8D") Duration grace,
        @Bindable(defaultValue = "P1D") Duration pause) {

    /// The longest that an agent may work, and a day to write down what it left.
    private static final Duration SHORTEST_GRACE = BugFixSettings.LONGEST_DEADLINE.plusDays(1);

    private static final Duration SHORTEST_PAUSE = Duration.ofHours(1);

    public GarbageSettings {
        if (grace.compareTo(SHORTEST_GRACE) < 0) {
            throw new IllegalArgumentException(
                    "PAWL_GARBAGE_GRACE is %s. An agent may work for %d days before what it stored is written down, so it must be P%dD or more."
                            .formatted(grace, BugFixSettings.LONGEST_DEADLINE.toDays(), SHORTEST_GRACE.toDays()));
        }
        if (pause.compareTo(SHORTEST_PAUSE) < 0) {
            throw new IllegalArgumentException(
                    "PAWL_GARBAGE_PAUSE is %s. A round lists all that is stored, so it must be %s or more."
                            .formatted(pause, SHORTEST_PAUSE));
        }
    }
}
