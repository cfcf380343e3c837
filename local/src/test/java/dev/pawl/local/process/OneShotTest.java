package dev.pawl.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OneShotTest {

    @Test
    void saysWhatTheCommandSaidAndHowItEnded() throws InterruptedException {
        assertThat(run(Duration.ofSeconds(30), "echo one; echo two >&2; exit 3"))
                .isEqualTo(new OneShot.Result(3, "one\ntwo"));
        assertThat(OneShot.run(Duration.ofSeconds(30), List.of("/nowhere/program"))
                        .code())
                .isEqualTo(127);
    }

    /// Its children hold its output open.
    @Test
    void endsACommandWithAllThatItStarted() throws InterruptedException {
        long start = System.nanoTime();

        OneShot.Result result = run(Duration.ofSeconds(1), "sleep 97 & echo begun; sleep 98; true");

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.output()).isEqualTo("begun");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(60));
    }

    private static OneShot.Result run(Duration patience, String script) throws InterruptedException {
        return OneShot.run(patience, List.of("sh", "-c", script));
    }
}
