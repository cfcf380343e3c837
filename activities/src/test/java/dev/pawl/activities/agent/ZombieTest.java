package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Two attempts that believe they own the same step: the first slept while the second did the work, and wakes up late.
/// Whatever it writes then is refused.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
final class ZombieTest {

    @TempDir
    private Path folder = Path.of("/");

    private @Nullable TestingAgency opened;
    private final CountDownLatch asleep = new CountDownLatch(1);
    private final CountDownLatch awake = new CountDownLatch(1);

    /// The first thing that it does when it wakes up.
    enum Late {
        SAYS_SOMETHING,
        LOGS_SOMETHING,
        KEEPS_A_CHECKPOINT,
        LEAVES_WHAT_IT_COST,
        ENDS
    }

    @BeforeEach
    void open() throws IOException {
        opened = TestingAgency.in(folder, Map.of());
    }

    @AfterEach
    void close() {
        agency().close();
    }

    private TestingAgency agency() {
        return Objects.requireNonNull(opened);
    }

    @ParameterizedTest
    @EnumSource
    void isFencedOff(Late late) throws Exception {
        Sleeper sleeper = new Sleeper(late, new AtomicBoolean());
        TestingWorkshop workshop = agency().workshop();
        Moment moment = workshop.moment("fix");
        Assignment assignment = agency().assignment("fix/1", new AgentChoice(sleeper.name(), "anyone"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Work> zombie = threads.submit(() -> agency().workBy(sleeper, moment, assignment));
            asleep.await();
            Work successors = agency().workBy(sleeper, moment, assignment);
            List<Event> told = agency().events();
            Optional<Invocation> row = agency().row("fix/1");

            awake.countDown();

            assertThatThrownBy(zombie::get)
                    .hasStackTraceContaining(late == Late.LEAVES_WHAT_IT_COST ? "It breaks off" : "no longer held");
            assertThat(agency().events()).isEqualTo(told);
            assertThat(agency().row("fix/1")).isEqualTo(row);
            assertThat(agency().content(successors, "a.txt")).isEqualTo("two\n");
            assertThat(agency().workBy(sleeper, moment, assignment)).isEqualTo(successors);
        }
    }

    /// The control: told as anybody tells something, it is heard.
    @Test
    void wouldBeHeardWithoutAFence() throws IOException {
        TestingWorkshop workshop = agency().workshop();
        List<Event> told = agency().events();

        workshop.get(Events.class)
                .append(workshop.tenant(), TestingWorkshop.RUN, List.of(new NewEvent("agent.said", "{}")));

        assertThat(agency().events()).isNotEqualTo(told);
    }

    /// Whoever comes first falls asleep.
    private final class Sleeper implements AgentRuntime {

        private final Late late;
        private final AtomicBoolean begun;

        Sleeper(Late late, AtomicBoolean begun) {
            this.late = late;
            this.begun = begun;
        }

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public boolean goesOnFromAnyTree() {
            return true;
        }

        @Override
        public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException {
            Path file = job.checkout().folder().resolve("a.txt");
            if (begun.compareAndSet(false, true)) {
                asleep.countDown();
                awake.await();
                Files.writeString(file, "late\n");
                wakeUp(desk);
                return new Answer.Done("By the one that slept.");
            }
            Files.writeString(file, "two\n");
            desk.say("I do it.");
            return new Answer.Done("By the one that was awake.");
        }

        private void wakeUp(Desk desk) throws IOException {
            switch (late) {
                case SAYS_SOMETHING -> desk.say("I am late.");
                case LOGS_SOMETHING -> desk.log("I am late.");
                case KEEPS_A_CHECKPOINT -> desk.checkpoint("late");
                case LEAVES_WHAT_IT_COST -> {
                    desk.spend(new Usage(1, 1, 1, 7, Usage.Source.CLAIMED));
                    throw new IOException("It breaks off.");
                }
                case ENDS -> desk.spend(new Usage(1, 1, 1, 7, Usage.Source.CLAIMED));
            }
        }
    }
}
