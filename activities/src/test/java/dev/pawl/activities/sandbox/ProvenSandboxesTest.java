package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Guard;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.process.Processes;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class ProvenSandboxesTest {

    private static final Repository TRUSTED = new Repository("https://git.example.org/team/a", "main", null);
    private static final Repository OTHER = new Repository("https://git.example.org/others/a", "main", null);
    private static final String WHY = "bubblewrap is not installed: apt-get install bubblewrap";

    private static final Processes NO_PROCESSES = new Processes() {
        @Override
        public Ended run(Command command, Guard guard, Output output) {
            throw new AssertionError("nothing is run");
        }
    };

    @Test
    void shutsInAllButWhatIsTrusted() {
        Sandboxes sandboxes = sandboxes(Optional.empty(), Level.NONE, Level.BUBBLEWRAP);

        assertThat(sandboxes.offered()).containsExactly(Level.NONE, Level.BUBBLEWRAP);
        assertThat(sandboxes.of(OTHER, null).level()).isEqualTo(Level.BUBBLEWRAP);
        assertThat(sandboxes.of(OTHER, Level.NONE).level()).isEqualTo(Level.BUBBLEWRAP);
        assertThat(sandboxes.of(TRUSTED, null).level()).isEqualTo(Level.NONE);
        assertThat(sandboxes.of(TRUSTED, Level.NONE).level()).isEqualTo(Level.NONE);
        assertThat(sandboxes.of(TRUSTED, Level.BUBBLEWRAP).level())
                .as("a trusted one whose run asks for it")
                .isEqualTo(Level.BUBBLEWRAP);
    }

    @Test
    void doesWithoutOnlyForTrustedRepositories() {
        Sandboxes sandboxes = sandboxes(Optional.of(WHY), Level.NONE, Level.BUBBLEWRAP);

        assertThat(sandboxes.offered()).containsExactly(Level.NONE);
        assertThat(sandboxes.whyNot(Level.BUBBLEWRAP)).hasValue(WHY);
        assertThat(sandboxes.of(TRUSTED, null).level()).isEqualTo(Level.NONE);
        assertThatThrownBy(() -> sandboxes.of(OTHER, null))
                .hasMessageContaining("not trusted")
                .hasMessageContaining(WHY)
                .hasMessageContaining("PAWL_SANDBOX_TRUSTED");
        assertThatThrownBy(() -> sandboxes.of(OTHER, Level.NONE)).hasMessageContaining("not trusted");
    }

    @Test
    void runsNothingWeakerThanIsAskedFor() {
        Sandboxes sandboxes = sandboxes(Optional.of(WHY), Level.NONE, Level.BUBBLEWRAP);

        assertThatThrownBy(() -> sandboxes.of(TRUSTED, Level.BUBBLEWRAP))
                .hasMessageContaining("asks for the sandbox bubblewrap")
                .hasMessageContaining(WHY);
    }

    @Test
    void leavesOutWhatTheOperatorLeavesOut() {
        Sandboxes none = sandboxes(Optional.empty(), Level.NONE);
        Sandboxes only = sandboxes(Optional.of(WHY), Level.BUBBLEWRAP);

        assertThat(none.of(TRUSTED, null).level()).isEqualTo(Level.NONE);
        assertThatThrownBy(() -> none.of(OTHER, null))
                .hasMessageContaining("PAWL_SANDBOX_LEVELS leaves bubblewrap out");
        assertThat(only.offered()).isEmpty();
        assertThatThrownBy(() -> only.of(TRUSTED, null)).hasMessageContaining(WHY);
    }

    @Test
    void offersNothingThatCouldNotBeTried() {
        Sandboxes sandboxes =
                new ProvenSandboxes(settings(Level.NONE, Level.BUBBLEWRAP), NO_PROCESSES, new Shut(), () -> {
                    throw new IllegalStateException("no room");
                });

        assertThat(sandboxes.offered()).containsExactly(Level.NONE);
        assertThat(sandboxes.whyNot(Level.BUBBLEWRAP))
                .hasValueSatisfying(why -> assertThat(why).contains("no room"));
    }

    @Test
    void runsNothingBeforeItHasTried() throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        Sandboxes sandboxes =
                new ProvenSandboxes(settings(Level.NONE, Level.BUBBLEWRAP), NO_PROCESSES, new Shut(), () -> {
                    tried.await();
                    return Optional.of(WHY);
                });
        Set<Level> offered = EnumSet.noneOf(Level.class);
        Thread asking = Thread.ofPlatform().start(() -> offered.addAll(sandboxes.offered()));
        while (asking.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        tried.countDown();

        assertThat(asking.join(Duration.ofSeconds(20))).isTrue();
        assertThat(offered).containsExactly(Level.NONE);
    }

    /// What it tries is in the worker's place, which is taken away once it is closed.
    @Test
    void triesNothingAnyMoreOnceItIsClosed() throws Exception {
        CountDownLatch trying = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        ProvenSandboxes sandboxes =
                new ProvenSandboxes(settings(Level.NONE, Level.BUBBLEWRAP), NO_PROCESSES, new Shut(), () -> {
                    trying.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return Optional.empty();
                    } finally {
                        ended.countDown();
                    }
                });
        trying.await();

        sandboxes.close();

        assertThat(ended.getCount()).isZero();
        assertThat(sandboxes.offered()).containsExactly(Level.NONE);
    }

    private static Sandboxes sandboxes(Optional<String> complaint, Level... levels) {
        return new ProvenSandboxes(settings(levels), NO_PROCESSES, new Shut(), () -> complaint);
    }

    private static SandboxSettings settings(Level... levels) {
        return new SandboxSettings(List.of("https://git.example.org/team"), List.of(levels), List.of(), "1-2");
    }

    /// Says that it shuts in.
    private record Shut() implements Sandbox {

        @Override
        public Level level() {
            return Level.BUBBLEWRAP;
        }

        @Override
        public List<String> limits() {
            return List.of();
        }

        @Override
        public Ended run(Command command, View view, Output output) {
            throw new AssertionError("nothing is run");
        }
    }
}
