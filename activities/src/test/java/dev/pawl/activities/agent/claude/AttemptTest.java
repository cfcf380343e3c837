package dev.pawl.activities.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.pawl.activities.station.TestingSwap;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.blob.Blobs;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttemptTest {

    private static final String RESULT = """
            {"type":"user","message":{"content":[{"type":"tool_result","tool_use_id":"%s"}]}}
            """;

    private static final ClaudeCodeSettings SETTINGS =
            new ClaudeCodeSettings(null, "a-model", Duration.ofMinutes(6), Duration.ofMinutes(30), null);

    @TempDir
    Path folder;

    @Test
    void waitsForWhatIsWrittenDownLater() throws Exception {
        Notebook notebook = new Notebook(folder, "s1");
        Path file = notebook.file("s1", "/workspace");
        Files.createDirectories(file.getParent());
        Files.writeString(file, RESULT.formatted("t1"));
        Thread writer = Thread.ofVirtual().start(() -> {
            LockSupport.parkNanos(100_000_000);
            append(file, RESULT.formatted("t2"));
        });

        Optional<byte[]> said = notebook.until(List.of("t1", "t2"));
        writer.join();

        assertThat(said)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .hasValueSatisfying(
                        text -> assertThat(text).isEqualTo(RESULT.formatted("t1") + RESULT.formatted("t2")));
        assertThat(notebook.until(List.of("t3"))).as("what is never written").isEmpty();
    }

    @Test
    void readsNothingThroughALink() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), RESULT.formatted("t1"));
        Notebook notebook = new Notebook(folder.resolve("own"), "s1");
        Path file = notebook.file("s1", "/workspace");
        Files.createDirectories(file.getParent());
        Files.createSymbolicLink(file, secret);
        assertThat(notebook.until(List.of("t1"))).isEmpty();

        Files.delete(file);
        Files.move(secret, file);
        assertThat(notebook.until(List.of("t1"))).isPresent();
    }

    /// What is a file when it is looked at is a pipe when it is opened.
    @Test
    void readsNoPipeForEver() throws Exception {
        Notebook notebook = written("t1");
        Path file = notebook.file("s1", "/workspace");
        Thread reader = Thread.ofPlatform().daemon().unstarted(() -> {
            for (int i = 0; i < 3; i++) {
                seek(notebook, "t2");
            }
        });
        try (TestingSwap _ = TestingSwap.of(file, Files.createDirectory(folder.resolve("aside")))) {
            reader.start();

            assertThat(reader.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private static void seek(Notebook notebook, String result) {
        try {
            assertThat(notebook.until(List.of(result))).isEmpty();
        } catch (IOException | InterruptedException pipe) {
            // It was opened instead.
        }
    }

    /// A checkpoint may be made of what has no end.
    @Test
    void endsWhileACheckpointIsBeingMade() throws Exception {
        Notebook notebook = written("t1");
        CountDownLatch begun = new CountDownLatch(1);
        TestingDesk desk = new TestingDesk() {
            @Override
            public void checkpoint(String state, String transcript) throws IOException {
                begun.countDown();
                stand();
            }
        };
        try (TestingWorkshop workshop = TestingWorkshop.in(folder.resolve("workshop"))) {
            Transcripts transcripts = new Transcripts(workshop.get(Blobs.class));
            Attempt attempt = new Attempt(workshop.tenant(), desk, transcripts, notebook);
            CompletableFuture<Throwable> failure = new CompletableFuture<>();
            Thread.ofVirtual()
                    .start(() -> failure.complete(catchThrowable(
                            () -> attempt.turned(new Usage(1, 1, 1, 1, Usage.Source.MEASURED), List.of("t1")))));
            begun.await();

            Thread ending = Thread.ofPlatform().daemon().start(attempt::end);
            assertThat(ending.join(Duration.ofSeconds(20))).isTrue();

            attempt.cost(new Usage(2, 2, 2, 2, Usage.Source.MEASURED));
            assertThat(failure.get()).isInstanceOf(IOException.class);
            attempt.requireKept();
            assertThat(desk.checkpoints).isEmpty();
            assertThat(desk.spent).hasSize(2);
        }
    }

    /// It writes down that its user stopped it: nobody goes on from there by itself. That it is not kept is no
    /// trouble of the machinery's.
    @Test
    void keepsNothingThatIsReadAfterItWasAskedToStop() throws Exception {
        TestingDesk desk = new TestingDesk();
        try (TestingWorkshop workshop = TestingWorkshop.in(folder.resolve("workshop"))) {
            Transcripts transcripts = new Transcripts(workshop.get(Blobs.class));
            Attempt attempt = new Attempt(workshop.tenant(), desk, transcripts, written("t1"));
            attempt.turned(new Usage(1, 1, 1, 1, Usage.Source.MEASURED), List.of("t1"));
            assertThat(desk.checkpoints).hasSize(1);

            assertThat(new Parting(new Hearing(desk, Map.of(), SETTINGS), attempt).farewell())
                    .contains("interrupt");

            assertThatThrownBy(() -> attempt.turned(new Usage(2, 2, 2, 2, Usage.Source.MEASURED), List.of("t1")))
                    .isInstanceOf(IOException.class)
                    .hasMessage("The agent was asked to stop.");
            attempt.requireKept();
            assertThat(desk.checkpoints).hasSize(1);
        }
    }

    /// Until somebody interrupts it.
    private static void stand() throws IOException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private Notebook written(String result) throws IOException {
        Notebook notebook = new Notebook(folder.resolve("own"), "s1");
        Path file = notebook.file("s1", "/workspace");
        Files.createDirectories(file.getParent());
        Files.writeString(file, RESULT.formatted(result));
        return notebook;
    }

    @Test
    void tellsEachCostOnce() {
        TestingDesk desk = new TestingDesk();
        Meter meter = new Meter(desk);

        meter.reach(new Usage(1, 10, 5, 100, Usage.Source.MEASURED));
        meter.reach(new Usage(1, 10, 5, 100, Usage.Source.MEASURED));
        meter.reach(new Usage(3, 30, 15, 450, Usage.Source.ESTIMATED));

        assertThat(desk.spent)
                .containsExactly(
                        new Usage(1, 10, 5, 100, Usage.Source.MEASURED),
                        new Usage(2, 20, 10, 350, Usage.Source.ESTIMATED));
    }

    private static void append(Path file, String text) {
        try {
            Files.writeString(file, text, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
