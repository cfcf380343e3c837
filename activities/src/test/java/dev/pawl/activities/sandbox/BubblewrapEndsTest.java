package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.TestingDaemon;
import dev.pawl.activities.sandbox.TestingSandbox.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// How programs in bubblewrap end: by themselves, told to, or because they take too much.
final class BubblewrapEndsTest extends SandboxTest {

    @Test
    void leavesNothingOfAProgramThatDaemonises() throws Exception {
        assertThat(worker.run(shut, TestingDaemon.script(6302) + "sleep 0.2")
                        .ended()
                        .isFine())
                .isTrue();

        assertThat(TestingDaemon.count(6302)).isZero();
    }

    @Test
    void endsAllOfItWhenItsThreadIsInterrupted() throws Exception {
        Thread here = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (TestingDaemon.count(6303) < 2) {
                Thread.onSpinWait();
            }
            here.interrupt();
        });

        assertThatThrownBy(() -> worker.run(shut, TestingDaemon.script(6303) + "sleep 60"))
                .isInstanceOf(InterruptedException.class);

        assertThat(TestingDaemon.count(6303)).isZero();
    }

    /// Asked to end, it has the time to end well: what stands around it does not end before it.
    @Test
    void letsAProgramEndWell() throws Exception {
        Path tree = worker.folder();
        Thread here = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (!Files.exists(tree.resolve("begun"))) {
                Thread.onSpinWait();
            }
            here.interrupt();
        });

        assertThatThrownBy(() -> TestingSandbox.run(
                        shut,
                        "trap 'sleep 0.3; echo well > ended; exit 0' TERM; touch begun; while true; do sleep 0.05; done",
                        TestingSandbox.view(tree)))
                .isInstanceOf(InterruptedException.class);

        assertThat(tree.resolve("ended")).hasContent("well");
    }

    @Test
    void endsWhatWritesTooMuch() throws Exception {
        try (TestingSandbox small = TestingSandbox.in(folder.resolve("small"), "pawl.sandbox.disk", "8")) {
            String script = "for i in 1 2 3 4 5 6; do head -c 4000000 /dev/zero > f$i; done; sleep 20";

            Said said = small.run(small.bubblewrap(), script);

            assertThat(said.ended().how()).isEqualTo(Ended.How.WROTE_TOO_MUCH);
        }
    }

    @Test
    void letsNoFileGrowTooLarge() throws Exception {
        try (TestingSandbox small = TestingSandbox.in(folder.resolve("small"), "pawl.sandbox.disk", "8")) {
            String script = "head -c 20000000 /dev/zero > f; stat -c %s f";

            assertThat(small.run(small.bubblewrap(), script).out()).isEqualTo("8388608");
            assertThat(small.run(small.bare(), script).out()).isEqualTo("20000000");
        }
    }

    @Test
    void saysThatAProgramNeededTooMuchMemory() throws Exception {
        try (TestingSandbox small = TestingSandbox.in(folder.resolve("small"), "pawl.sandbox.memory", "64")) {
            String script = "perl -e '$x = \"x\" x 200000000; print length $x'";

            Said said = small.run(small.bubblewrap(), script);

            assertThat(small.bubblewrap().limits()).anyMatch(limit -> limit.startsWith("memory: 64 MiB (cgroup"));
            assertThat(said.ended().how()).isEqualTo(Ended.How.GREW_TOO_LARGE);
            assertThat(small.run(small.bare(), script).out()).isEqualTo("200000000");
        }
    }

    @Test
    void letsAProgramForkOnlySoOften() throws Exception {
        try (TestingSandbox small = TestingSandbox.in(folder.resolve("small"), "pawl.sandbox.processes", "20")) {
            String script = "for i in $(seq 40); do sleep 5 & done 2>/dev/null; jobs -p | wc -l";

            assertThat(small.run(small.bubblewrap(), script).out()).isNotEqualTo("40");
            assertThat(small.run(small.bare(), script).out()).isEqualTo("40");
        }
    }
}
