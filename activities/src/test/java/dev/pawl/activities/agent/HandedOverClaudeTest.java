package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.broker.TestingBarrier;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A worker shuts down while its Claude Code is at a place: another one goes on by itself, ends as the first would
/// have ended, and buys nothing again that was kept.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class HandedOverClaudeTest implements TestingModels.Listener {

    private static final AgentChoice CLAUDE = new AgentChoice("claude-code", "anthropic");
    private static final String INTERRUPTED = "[Request interrupted by user";
    private static final int SECOND = 1;
    private static final int THIRD = 2;
    private static final int LAST = 3;

    @TempDir
    private Path folder;

    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicBoolean reached = new AtomicBoolean();
    private volatile boolean interrupted;
    private Place place = Place.BETWEEN_THE_PARTS_OF_AN_ANSWER;

    enum Place {
        /// Its words are said and written down; which tool it uses, it has not heard yet.
        BETWEEN_THE_PARTS_OF_AN_ANSWER,
        WHILE_ITS_TOOL_RUNS,
        /// They ended its turn without any tool, and it was told to go on.
        AFTER_WORDS_ALONE,
        /// Its request is held, and what it did is read only when it has written down that it was interrupted.
        BEFORE_WHAT_IT_DID_IS_READ,
        AFTER_WHAT_IT_DID_IS_KEPT,
        /// It was given, but its process does not end any more.
        AFTER_ITS_LAST_ANSWER
    }

    @ParameterizedTest
    @EnumSource
    void goesOnByItself(Place where) throws Exception {
        place = where;
        try (TestingModels models = new TestingModels(script(), this);
                TestingAgency agency = agency(models)) {
            agency.workshop().get(TestingBarrier.class).tellFirst((_, results) -> held(results));
            Work work = agency.handedOverWhen(
                    () -> isReached(agency), agency.assignment("fix/1", CLAUDE, Duration.ofMinutes(4)));

            assertThat(interrupted).isEqualTo(place == Place.BEFORE_WHAT_IT_DID_IS_READ);
            assertThat(agency.content(work, "a.txt")).isEqualTo("three\n");
            assertThat(((Work.Done) work).summary()).isEqualTo("Well done.");
            assertThat(agency.events("agent.handed-over")).hasSize(1);
            assertThat(agency.events("agent.began")).hasSize(2);
            assertThat(models.sold())
                    .containsSubsequence(0, SECOND, THIRD, LAST)
                    .hasSizeBetween(4, 5);
            assertThat(models.sold()).filteredOn(turn -> turn < kept(agency)).doesNotHaveDuplicates();
            assertThat(work.usage().costMicros()).isEqualTo(ledger(agency));
        } finally {
            end.countDown();
        }
    }

    private TestingScript script() {
        TestingScript script = TestingScript.of(new Act.Change("a.txt", "one", "two"));
        switch (place) {
            case AFTER_WORDS_ALONE -> script.words("I am at it.");
            case WHILE_ITS_TOOL_RUNS ->
                script.run("[ -e %1$s ] && exit; touch %1$s; tail -f /dev/null".formatted(folder.resolve("runs")));
            case BETWEEN_THE_PARTS_OF_AN_ANSWER,
                    BEFORE_WHAT_IT_DID_IS_READ,
                    AFTER_WHAT_IT_DID_IS_KEPT,
                    AFTER_ITS_LAST_ANSWER -> script.then(new Act.Say("I am at it."));
        }
        return script.then(new Act.Change("a.txt", "two", "three")).then(new Act.Done("Well done."));
    }

    private boolean isReached(TestingAgency agency) {
        return switch (place) {
            case WHILE_ITS_TOOL_RUNS -> Files.exists(folder.resolve("runs"));
            case BETWEEN_THE_PARTS_OF_AN_ANSWER -> reached.get() && agency.hasSaid("I am at it.");
            case AFTER_WORDS_ALONE, BEFORE_WHAT_IT_DID_IS_READ, AFTER_WHAT_IT_DID_IS_KEPT, AFTER_ITS_LAST_ANSWER ->
                reached.get();
        };
    }

    @Override
    public void asked(int turn) {
        if (turn == THIRD && (place == Place.AFTER_WORDS_ALONE || place == Place.AFTER_WHAT_IT_DID_IS_KEPT)) {
            stand();
        }
        // What is frozen cannot act on the answer, which is sold all the same.
        if (turn == LAST && place == Place.AFTER_ITS_LAST_ANSWER && !reached.get()) {
            claude().freeze();
        }
    }

    @Override
    public void answeredInPart(int turn) {
        if (turn == SECOND && place == Place.BETWEEN_THE_PARTS_OF_AN_ANSWER) {
            stand();
        }
    }

    @Override
    public void answered(int turn) {
        if (turn == LAST && place == Place.AFTER_ITS_LAST_ANSWER) {
            reached.set(true);
        }
    }

    /// The place is reached, and nobody goes further. Whoever comes here again does.
    private void stand() {
        if (!reached.getAndSet(true)) {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void held(List<String> results) {
        boolean isSecond = results.stream().anyMatch(result -> result.startsWith("toolu_%d_".formatted(SECOND)));
        if (place == Place.BEFORE_WHAT_IT_DID_IS_READ && isSecond && !reached.getAndSet(true)) {
            while (!interrupted && claude().isThere()) {
                LockSupport.parkNanos(10_000_000);
                interrupted = isInterrupted();
            }
            claude().freeze();
        }
    }

    /// As it writes it down.
    private boolean isInterrupted() {
        try (Stream<Path> files = Files.walk(folder.resolve("station"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .anyMatch(HandedOverClaudeTest::isInterrupted);
        } catch (IOException | UncheckedIOException gone) {
            return false;
        }
    }

    private static boolean isInterrupted(Path conversation) {
        try {
            return Files.readString(conversation).contains(INTERRUPTED);
        } catch (IOException gone) {
            return false;
        }
    }

    private TestingProcess claude() {
        return new TestingProcess("claude", folder);
    }

    private static long kept(TestingAgency agency) {
        List<String> told = agency.events().stream().map(Event::kind).toList();
        return told.subList(0, told.lastIndexOf("agent.began")).stream()
                .filter("agent.checkpoint"::equals)
                .count();
    }

    private static long ledger(TestingAgency agency) {
        return agency.workshop().get(ModelCalls.class).spent(agency.workshop().tenant(), TestingWorkshop.RUN);
    }

    /// The first one hears no end of what it is told, so that it does not end before what it did is kept.
    private Path program() throws IOException {
        Path program = Files.writeString(
                folder.resolve("program"), """
                #!/bin/sh
                real=%s
                begun=%s
                [ "$1" != -p ] || [ -e "$begun" ] && exec "$real" "$@"
                touch "$begun"
                { cat; tail -f /dev/null; } | "$real" "$@"
                """.formatted(TestingClaude.program(), folder.resolve("begun")));
        return Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private TestingAgency agency(TestingModels models) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sk-a-dummy-key\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        return TestingAgency.in(
                folder,
                Map.of(
                        "testing.barrier",
                        "true",
                        "pawl.sandbox.trusted",
                        "file://" + folder,
                        "pawl.claude-code.program",
                        program().toString(),
                        "pawl.model.providers.anthropic.url",
                        models.url(),
                        "pawl.model.providers.anthropic.key-file",
                        key.toString()));
    }
}
