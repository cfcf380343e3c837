package dev.pawl.gateway.checkup;

import dev.pawl.gateway.problem.Page;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/// What a caller may say of a checkup; what is left out has a default.
///
/// @param rounds how often every pool is probed, 1 to 100
/// @param pause between two rounds, as PT0.5S, up to PT1M
/// @param patience how long a part or a pool may be away before that is a finding, PT1S to PT10M
@Serdeable
@Introspected
public record CheckupOrder(
        @Nullable Integer rounds,
        @Nullable String pause,
        @Nullable String patience) {

    private static final int MOST_ROUNDS = 100;

    int checkedRounds() {
        int asked = rounds == null ? 1 : rounds;
        if (asked < 1 || asked > MOST_ROUNDS) {
            throw Page.unprocessable("rounds is %d. Ask for 1 to %d.".formatted(asked, MOST_ROUNDS));
        }
        return asked;
    }

    Duration checkedPause() {
        return duration("pause", pause, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));
    }

    Duration checkedPatience() {
        return duration("patience", patience, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    private static Duration duration(
            String name, @Nullable String asked, Duration unasked, Duration least, Duration most) {
        if (asked == null) {
            return unasked;
        }
        try {
            Duration duration = Duration.parse(asked);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw Page.unprocessable("%s is '%s', which is no duration. Write it as PT1.5S.".formatted(name, asked));
        }
        throw Page.unprocessable("%s is %s. Ask for %s to %s.".formatted(name, asked, least, most));
    }
}
