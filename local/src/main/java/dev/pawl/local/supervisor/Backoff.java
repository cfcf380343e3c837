package dev.pawl.local.supervisor;

import java.time.Duration;

/// How long to wait before a part is started again: twice as long each time, until it has lived well for a while.
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration A_WHILE = Duration.ofSeconds(10);

    private Duration next = FIRST;

    /// The pause before the next start, after a life of this length.
    Duration after(Duration life) {
        if (life.compareTo(A_WHILE) >= 0) {
            next = FIRST;
        }
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
        return pause;
    }
}
