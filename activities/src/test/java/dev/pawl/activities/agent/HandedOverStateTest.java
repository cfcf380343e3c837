package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker shuts down after checkpoints of its own: state and tree still belong together.
final class HandedOverStateTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestWorkflowEnvironment temporal;
    private Workspace base;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("agents/recordings"));
        workshop = TestingWorkshop.in(
                folder, Map.of("pawl.agent.folder", folder.resolve("agents").toString()));
        temporal = TestWorkflowEnvironment.newInstance();
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        base = workshop.opened(origin);
    }

    @AfterEach
    void close() {
        temporal.close();
        workshop.close();
    }

    @Test
    void handsTheStateOfTheLastCheckpointOverWithTheTree() throws Exception {
        CountDownLatch waiting = new CountDownLatch(1);
        WorkerFactory worker = worker(new Talker(waiting));
        start("talker");
        waiting.await();

        end(worker);

        Checkpoint handed = checkpoint();
        assertThat(handed.state()).isEqualTo("two");
        assertThat(content(handed.workspace())).isEqualTo("three");
    }

    /// Its state is a place in the recording, and the tree is of that place.
    @Test
    void playsARecordingOnWhereTheTreeIsAsItSays() throws Exception {
        Files.writeString(folder.resolve("agents/recordings/player.yaml"), """
                steps:
                  fix:
                    - edit: {path: a.txt, content: "two"}
                    - checkpoint: here
                    - edit: {path: a.txt, replace: "two", with: "three"}
                    - say: I wait.
                    - pause: PT3S
                    - done: played
                """);
        RecordedRuntime runtime = workshop.get(RecordedRuntime.class);
        WorkerFactory first = worker(runtime);
        start("recorded");
        while (events().noneMatch(body -> body.contains("I wait."))) {
            Thread.sleep(20);
        }

        end(first);
        assertThat(content(checkpoint().workspace())).isEqualTo("two");
        WorkerFactory second = worker(runtime);

        assertThat(Checkpoint.work(result())).isInstanceOfSatisfying(Work.Done.class, done -> {
            assertThat(done.summary()).isEqualTo("Recording: played");
            assertThat(contentOf(done)).isEqualTo("three");
        });
        end(second);
    }

    /// No crash is counted for a worker that goes, however often that happens before the first checkpoint.
    @Test
    void countsNoTryThatWasHandedOver() throws Exception {
        Files.writeString(folder.resolve("agents/recordings/player.yaml"), """
                steps:
                  fix: [{say: I wait.}, {pause: PT60S}]
                """);
        start("recorded");
        for (int shutdown = 1; shutdown <= 2; shutdown++) {
            int said = shutdown;
            WorkerFactory worker = worker(workshop.get(RecordedRuntime.class));
            while (events().filter(body -> body.contains("I wait.")).count() < said) {
                Thread.sleep(20);
            }
            end(worker);
            assertThat(row().tries()).isZero();
        }
    }

    /// Says where it is, changes something after, and waits.
    private record Talker(CountDownLatch waiting) implements AgentRuntime {

        @Override
        public String name() {
            return "talker";
        }

        @Override
        public boolean goesOnFromAnyTree() {
            return true;
        }

        @Override
        public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException {
            Path file = job.checkout().folder().resolve("a.txt");
            for (String state : List.of("one", "two")) {
                Files.writeString(file, state);
                desk.checkpoint(state);
            }
            Files.writeString(file, "three");
            waiting.countDown();
            Thread.sleep(Duration.ofMinutes(1));
            return new Answer.Done("Waited.");
        }
    }

    private void start(String runtime) {
        WorkflowClient.start(
                temporal.getWorkflowClient()
                        .newWorkflowStub(
                                TestingAgency.Story.class,
                                WorkflowOptions.newBuilder()
                                        .setTaskQueue(Queue.AGENTS.taskQueue())
                                        .build())::tell,
                workshop.moment("fix"),
                new Assignment(
                        "fix/1",
                        new AgentChoice(runtime, "player"),
                        base,
                        new Brief("A bug", "", "Mend it.", List.of(), List.of(), null),
                        Duration.ofMinutes(5)));
    }

    private WorkerFactory worker(AgentRuntime runtime) {
        // Nothing is kept for a worker that is gone: the in-memory server would wait for it.
        WorkerFactory factory = WorkerFactory.newInstance(
                temporal.getWorkflowClient(),
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
        Worker worker = factory.newWorker(Queue.AGENTS.taskQueue());
        worker.registerWorkflowImplementationTypes(TestingAgency.OneStep.class);
        worker.registerActivitiesImplementations(new AgentActivities(
                workshop.get(Chronicle.class),
                workshop.get(Sandboxes.class),
                List.of(runtime),
                workshop.get(Invocations.class),
                workshop.get(Sessions.class)));
        factory.start();
        return factory;
    }

    private static void end(WorkerFactory worker) {
        worker.shutdown();
        worker.awaitTermination(20, TimeUnit.SECONDS);
    }

    private Invocation row() {
        return workshop.get(Invocations.class)
                .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                .orElseThrow();
    }

    private Checkpoint checkpoint() {
        return Objects.requireNonNull(Checkpoint.read(row().checkpoint()));
    }

    private String result() throws InterruptedException {
        while (true) {
            String result = row().result();
            if (result != null) {
                return result;
            }
            Thread.sleep(50);
        }
    }

    private Stream<String> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1000).stream()
                .map(Event::body);
    }

    private String contentOf(Work.Done done) {
        try {
            return content(done.workspace());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private String content(Workspace workspace) throws IOException {
        try (Checkout checkout = workshop.checkout(workspace)) {
            return Files.readString(checkout.folder().resolve("a.txt"));
        }
    }
}
