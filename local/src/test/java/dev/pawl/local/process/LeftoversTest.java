package dev.pawl.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.home.Home;
import dev.pawl.local.part.Probe;
import dev.pawl.local.process.Leftovers.Leftover;
import dev.pawl.local.process.PartRecord.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoversTest {

    private static final List<String> SLEEP = List.of("sleep", "600");

    @TempDir
    Path folder;

    private Home home = new Home(Path.of("/"), Path.of("/"));
    private PartRecords records = new PartRecords(Path.of("/"));
    private Process stranger = ProcessFixtures.start(List.of("true"));

    @BeforeEach
    void startAStranger() throws IOException {
        home = new Home(folder.toRealPath(), folder);
        records = new PartRecords(folder.resolve("run/parts"));
        stranger = ProcessFixtures.start(SLEEP);
    }

    @AfterEach
    void endTheStranger() {
        stranger.destroyForcibly();
    }

    @Test
    void doesNotMistakeAProcessThatGotTheSameNumberLater() throws InterruptedException {
        ProcessIdentity now = ProcessIdentity.of(stranger.pid()).orElseThrow();
        records.write(record("worker-1", new ProcessIdentity(now.pid(), now.startTime() - 100, now.boot())));

        assertThat(leftovers().end()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void doesNotMistakeAProcessOfAnotherBoot() throws InterruptedException {
        ProcessIdentity now = ProcessIdentity.of(stranger.pid()).orElseThrow();
        records.write(record("worker-1", new ProcessIdentity(now.pid(), now.startTime(), "another-boot")));

        assertThat(leftovers().end()).isEmpty();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void endsARecordedProcess() throws InterruptedException {
        Child child = child(SLEEP);
        records.write(record("temporal", child.identity()));

        assertThat(leftovers().end()).containsExactly(new Leftover("temporal", child.identity()));
        assertThat(child.identity().isAlive()).isFalse();
        assertThat(records.all()).isEmpty();
    }

    @Test
    void endsAProcessOfWhichNoRecordCouldBeWritten() throws InterruptedException {
        Child child = child(SLEEP);

        assertThat(leftovers().end()).containsExactly(new Leftover("worker-1", child.identity()));
        assertThat(child.identity().isAlive()).isFalse();
        assertThat(stranger.isAlive()).isTrue();
    }

    @Test
    void leavesTheProcessesOfAnotherHouseAlone() throws InterruptedException {
        Child other = Child.start(launch(SLEEP), new Mark(folder.resolve("other"), "worker-1"));

        assertThat(leftovers().end()).isEmpty();
        assertThat(other.identity().isAlive()).isTrue();
        Signal.KILL.send(other.identity());
    }

    @Test
    void killsOneThatDoesNotListen() throws InterruptedException, IOException {
        Path heard = folder.resolve("heard");
        Child deaf = child(List.of("sh", "-c", "trap 'echo TERM > " + heard + "' TERM; while :; do sleep 0.1; done"));
        TimeUnit.MILLISECONDS.sleep(300);

        new Leftovers(home, records, java.time.Duration.ofSeconds(1)).end();

        assertThat(heard).hasContent("TERM\n");
        assertThat(deaf.identity().isAlive()).isFalse();
    }

    @Test
    void endsWhatAPartStartedInItsSession() throws InterruptedException, IOException {
        Path grandchild = folder.resolve("grandchild");
        child(List.of("sh", "-c", "env -i sleep 600 & echo $! > " + grandchild + "; wait"));
        TimeUnit.MILLISECONDS.sleep(300);
        long pid = Long.parseLong(Files.readString(grandchild).strip());
        ProcessIdentity started = ProcessIdentity.of(pid).orElseThrow();

        leftovers().end();

        assertThat(started.isAlive()).isFalse();
    }

    private Leftovers leftovers() {
        return new Leftovers(home, records);
    }

    private Child child(List<String> command) {
        return Child.start(launch(command), new Mark(home.root(), "worker-1"));
    }

    private Launch launch(List<String> command) {
        return new Launch(command, Map.of("PATH", "/usr/bin:/bin"), folder, folder.resolve("log"));
    }

    private static PartRecord record(String name, ProcessIdentity process) {
        return new PartRecord(name, State.READY, process, SLEEP, new Probe.Program(1, 2), 0, null);
    }
}
