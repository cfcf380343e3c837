package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.life.DiskFullException;
import dev.pawl.activities.station.Station;
import dev.pawl.activities.station.StationSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalProcessesTest {

    @TempDir
    private Path folder;

    private Station station;
    private LocalProcesses processes;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

    @BeforeEach
    void open() {
        station = new Station(new StationSettings(folder));
        processes = new LocalProcesses(station, new Spawner());
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void tellsTheProgramItsInputAndHearsWhatItSays() throws Exception {
        Ended ended = run(shell("tr a-z A-Z; exit 3").withInput("a question"));

        assertThat(ended.how()).isEqualTo(Ended.How.EXITED);
        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("A QUESTION");
    }

    @Test
    void asksOneThatItSpeaksWithInItsOwnWordsToStop() throws Exception {
        Shell listener = shell("read first; read last; echo \"$first, then $last\"; exec sleep 60")
                .withInput("hello\n")
                .within(Duration.ofMinutes(1), Duration.ofMinutes(1));

        Ended ended = run(listener.command().with(new Impatient(Duration.ofMillis(500), "goodbye\n")));

        assertThat(ended.how()).isEqualTo(Ended.How.FELL_SILENT);
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("hello, then goodbye\n");
    }

    /// It fills the pipe that it is spoken with through, and reads no more of it.
    @Test
    void endsOneThatStopsItsEars() throws Exception {
        Command deaf = shell(FILLS_ITS_EARS + "exec sleep 60")
                .withInput("hello\n")
                .within(Duration.ofMinutes(1), Duration.ofMinutes(1))
                .command();

        Ended ended = run(deaf.with(new Impatient(Duration.ofSeconds(1), "goodbye\n")));

        assertThat(ended.how()).isEqualTo(Ended.How.FELL_SILENT);
        assertThat(heard.toString(StandardCharsets.UTF_8)).isEqualTo("deaf\n");
    }

    @Test
    void endsOneThatStopsItsEarsWhenItsThreadIsInterrupted() {
        Command deaf =
                shell(FILLS_ITS_EARS + "exec sleep 60").withInput("hello\n").command();
        Thread here = Thread.currentThread();

        assertThatThrownBy(() -> processes.run(
                        deaf.with(new Impatient(Duration.ofMinutes(1), "goodbye\n")),
                        (stream, bytes, length) -> here.interrupt()))
                .isInstanceOf(InterruptedException.class);
    }

    private static final String FILLS_ITS_EARS =
            "read hello; dd if=/dev/zero of=/proc/$$/fd/0 bs=4096 count=16 status=none; echo deaf; ";

    /// Has nothing to tell but goodbye.
    private record Impatient(Duration silence, String farewell) implements Dialogue {
        @Override
        public void awaitEnd() throws InterruptedException {
            new CountDownLatch(1).await();
        }
    }

    @Test
    void passesOnNothingButWhatItIsGiven() throws Exception {
        run(shell("env"));

        assertThat(heard.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll("=.*", "")))
                .contains("PATH", "PAWL_STATION")
                .isSubsetOf("PATH", "PAWL_STATION", "PWD", "SHLVL", "_", "OLDPWD");
    }

    @Test
    void leavesNothingOfAProgramThatDaemonises() throws Exception {
        assertThat(run(shell(TestingDaemon.script(6001) + "sleep 0.2")).isFine())
                .isTrue();

        assertThat(TestingDaemon.count(6001)).isZero();
    }

    /// The control: what Java itself offers leaves them running.
    @Test
    void wouldLeaveThemIfItOnlyEndedTheProgram() throws Exception {
        Process process = new ProcessBuilder("sh", "-c", TestingDaemon.script(6002) + "sleep 5").start();
        while (TestingDaemon.count(6002) < 2) {
            Thread.sleep(5);
        }
        List<ProcessHandle> all = process.descendants().toList();
        process.destroyForcibly().waitFor();
        try {
            assertThat(TestingDaemon.count(6002)).isPositive();
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void endsAllOfItWhenItsThreadIsInterrupted() throws Exception {
        Thread here = Thread.currentThread();
        Thread.ofVirtual().start(() -> {
            while (TestingDaemon.count(6003) < 2) {
                Thread.onSpinWait();
            }
            here.interrupt();
        });

        assertThatThrownBy(() -> run(shell(TestingDaemon.script(6003) + "sleep 60")))
                .isInstanceOf(InterruptedException.class);

        assertThat(TestingDaemon.count(6003)).isZero();
    }

    @Test
    void endsWhatTakesTooLong() throws Exception {
        Shell slow = shell("while true; do echo still here; sleep 0.05; done");

        assertThat(run(slow.within(Duration.ofMillis(300), Duration.ofSeconds(20)))
                        .how())
                .isEqualTo(Ended.How.OVERRAN);
    }

    @Test
    void endsWhatSaysNothing() throws Exception {
        assertThat(run(shell("sleep 60").within(Duration.ofSeconds(60), Duration.ofMillis(300)))
                        .how())
                .isEqualTo(Ended.How.FELL_SILENT);
    }

    @Test
    void endsWhatSaysTooMuch() throws Exception {
        assertThat(run(shell("yes")).how()).isEqualTo(Ended.How.SAID_TOO_MUCH);
    }

    /// A line of 256 MiB, of which no more is held than one piece.
    @Test
    void hearsAnEndlessLineInPieces() throws Exception {
        AtomicLong bytes = new AtomicLong();
        AtomicLong longest = new AtomicLong();
        Command line = new Command(
                List.of("sh", "-c", "head -c 268435456 /dev/zero"),
                folder,
                PATH,
                "",
                Duration.ofMinutes(2),
                Duration.ofMinutes(2),
                1L << 30);

        Ended ended = processes.run(line, (stream, piece, length) -> {
            bytes.addAndGet(length);
            longest.accumulateAndGet(piece.length, Math::max);
        });

        assertThat(ended.isFine()).isTrue();
        assertThat(bytes.get()).isEqualTo(268435456);
        assertThat(longest.get()).isLessThanOrEqualTo(64 * 1024);
    }

    @Test
    void endsTheProgramWhenNobodyCanTakeDownWhatItSays() {
        assertThatThrownBy(() -> processes.run(shell("yes").command(), (stream, bytes, length) -> {
                    throw new IOException("disk full");
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void believesNoFailureOfAProgramWhoseDiskWasFullMeanwhile() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Processes crowded = new LocalProcesses(station, new Spawner(), _ -> looks.incrementAndGet() == 1);
        Processes roomy = new LocalProcesses(station, new Spawner(), _ -> false);
        Command failing = shell("sleep 1.5; exit 1").command();

        assertThatThrownBy(() -> crowded.run(failing, (_, _, _) -> {})).isInstanceOf(DiskFullException.class);
        assertThat(looks).hasValueGreaterThanOrEqualTo(1);
        assertThat(roomy.run(failing, (_, _, _) -> {}).exitCode()).isOne();
    }

    @Test
    void believesASuccessOnlyWhereThereIsRoomAtItsEnd() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        Processes mended = new LocalProcesses(station, new Spawner(), _ -> looks.incrementAndGet() == 1);
        Processes full = new LocalProcesses(station, new Spawner(), _ -> true);
        Command fine = shell("sleep 1.5").command();

        assertThat(mended.run(fine, (_, _, _) -> {}).isFine()).isTrue();
        assertThatThrownBy(() -> full.run(fine, (_, _, _) -> {})).isInstanceOf(DiskFullException.class);
    }

    @Test
    void saysThatThereIsNoSuchProgram() throws Exception {
        Ended ended = processes.run(
                new Command(
                        List.of("/no/such/program"),
                        folder,
                        PATH,
                        "",
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        1000),
                (stream, bytes, length) -> heard.write(bytes, 0, length));

        assertThat(ended.exitCode()).isEqualTo(127);
        assertThat(heard.toString(StandardCharsets.UTF_8)).contains("/no/such/program");
    }

    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");

    private Ended run(Shell shell) throws IOException, InterruptedException {
        return run(shell.command());
    }

    private Ended run(Command command) throws IOException, InterruptedException {
        return processes.run(command, (stream, bytes, length) -> {
            synchronized (heard) {
                heard.write(bytes, 0, length);
            }
        });
    }

    private Shell shell(String script) {
        return new Shell(script, "", Duration.ofMinutes(1), Duration.ofMinutes(1));
    }

    private final class Shell {
        private final String script;
        private final String input;
        private final Duration longest;
        private final Duration silence;

        Shell(String script, String input, Duration longest, Duration silence) {
            this.script = script;
            this.input = input;
            this.longest = longest;
            this.silence = silence;
        }

        Shell withInput(String other) {
            return new Shell(script, other, longest, silence);
        }

        Shell within(Duration otherLongest, Duration otherSilence) {
            return new Shell(script, input, otherLongest, otherSilence);
        }

        Command command() {
            return new Command(List.of("sh", "-c", script), folder, PATH, input, longest, silence, 1 << 20);
        }
    }
}
