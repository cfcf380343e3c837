package dev.pawl.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

    private static final Duration SHORT_LIFE = Duration.ofSeconds(9);
    private static final Duration LONG_LIFE = Duration.ofSeconds(10);

    @Test
    void waitsTwiceAsLongEachTimeButNeverLongerThanHalfAMinute() {
        Backoff backoff = new Backoff();

        List<Duration> pauses =
                Stream.generate(() -> backoff.after(SHORT_LIFE)).limit(9).toList();

        assertThat(pauses)
                .extracting(Duration::toMillis)
                .containsExactly(500L, 1000L, 2000L, 4000L, 8000L, 16000L, 30000L, 30000L, 30000L);
    }

    @Test
    void beginsAnewAfterALongLife() {
        Backoff backoff = new Backoff();
        backoff.after(SHORT_LIFE);
        backoff.after(SHORT_LIFE);

        assertThat(backoff.after(LONG_LIFE)).isEqualTo(Duration.ofMillis(500));
    }
}
