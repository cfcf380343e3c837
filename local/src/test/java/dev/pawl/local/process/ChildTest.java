package dev.pawl.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @Test
    void leadsASessionOfItsOwn() throws InterruptedException {
        Child child = child("sleep 600");
        TimeUnit.MILLISECONDS.sleep(200);

        assertThat(Proc.session(child.identity().pid()))
                .contains(child.identity().pid());
        child.end(Signal.KILL, LONG, new CompletableFuture<>());
    }

    @Test
    void seesNothingOfTheLaunchersEnvironment() throws InterruptedException {
        child("env").await();

        assertThat(folder.resolve("log"))
                .content()
                .contains("HOUSE_OF_PAWL=" + folder, "HOUSE_OF_PAWL_PART=part", "GIVEN=yes")
                .doesNotContain("JAVA_HOME", "USER=", "HOME=");
    }

    @Test
    void tellsWhyItEnded() throws InterruptedException {
        assertThat(child("exit 3").await().reason()).isEqualTo("exit code 3");
        assertThat(child("kill -9 $$").await().reason()).isEqualTo("killed (signal 9)");
        assertThat(child("kill -3 $$").await().reason()).isEqualTo("signal 3");
    }

    @Test
    void mayFinishWhatItHasBegun() throws InterruptedException {
        Child child = child("trap 'sleep 0.3; echo done; exit 0' TERM; while :; do sleep 0.05; done");
        TimeUnit.MILLISECONDS.sleep(200);

        assertThat(child.end(Signal.TERM, LONG, new CompletableFuture<>()).isSuccess())
                .isTrue();
        assertThat(folder.resolve("log")).hasContent("done\n");
    }

    @Test
    void isKilledWhenItTakesTooLong() throws InterruptedException {
        Child child = child("trap '' TERM; while :; do sleep 0.05; done");
        TimeUnit.MILLISECONDS.sleep(200);

        assertThat(child.end(Signal.TERM, Duration.ofMillis(300), new CompletableFuture<>())
                        .reason())
                .isEqualTo("killed (signal 9)");
    }

    @Test
    void isKilledAtOnceInAHurry() throws InterruptedException {
        Child child = child("trap '' TERM; while :; do sleep 0.05; done");
        long start = System.nanoTime();

        child.end(Signal.TERM, LONG, CompletableFuture.completedFuture(null));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void saysWhatCannotBeStarted() {
        Launch nowhere = new Launch(List.of("true"), Map.of(), folder.resolve("nowhere"), folder.resolve("log"));

        assertThatThrownBy(() -> Child.start(nowhere, new Mark(folder, "part")))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("The program true cannot be started");
    }

    private Child child(String script) {
        Launch launch = new Launch(
                List.of("sh", "-c", script),
                Map.of("PATH", "/usr/bin:/bin", "GIVEN", "yes"),
                folder,
                folder.resolve("log"));
        return Child.start(launch, new Mark(folder, "part"));
    }
}
