package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that shuts down while an agent works, and the one that goes on.
final class HandOverTest {

    @TempDir
    private Path folder;

    @WorkflowInterface
    public interface Story {
        @WorkflowMethod
        Work tell(Moment moment, Assignment assignment);
    }

    public static final class OneStep implements Story {
        @Override
        public Work tell(Moment moment, Assignment assignment) {
            return Agents.on("fix", Duration.ofMinutes(5), Duration.ofSeconds(20))
                    .work(moment, assignment);
        }
    }

    /// The first attempt leaves its tree and hangs; the second finds that tree, and is told that it goes on.
    @Test
    void goesOnFromTheTreeThatTheFirstWorkerLeft() throws Exception {
        Files.createDirectories(folder.resolve("agents/commands"));
        Path program = folder.resolve("agents/commands/slow");
        Files.writeString(program, """
                #!/bin/sh
                read -r task
                case "$task" in
                *'"resumed":true'*) echo "$(cat a.txt) and ended" > a.txt
                    echo '{"result":{"status":"done","summary":"Ended."}}' ;;
                *) echo begun > a.txt; touch '%s'; sleep 60 ;;
                esac
                """.formatted(folder.resolve("begun")));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        try (TestingWorkshop workshop = TestingWorkshop.in(
                        folder,
                        Map.of("pawl.agent.folder", folder.resolve("agents").toString()));
                TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
            origin.write("a.txt", "one\n").commit("First");
            Workspace base = workshop.opened(origin);
            WorkerFactory first = worker(temporal, workshop);
            WorkflowClient.start(
                    temporal.getWorkflowClient()
                            .newWorkflowStub(
                                    Story.class,
                                    WorkflowOptions.newBuilder()
                                            .setTaskQueue(Queue.AGENTS.taskQueue())
                                            .build())::tell,
                    workshop.moment("fix"),
                    new Assignment(
                            "fix/1",
                            new AgentChoice("command", "slow"),
                            base,
                            new Brief("A bug", "", "Mend it.", List.of(), List.of(), null),
                            Duration.ofMinutes(5)));
            while (!Files.exists(folder.resolve("begun"))) {
                Thread.sleep(20);
            }

            first.shutdown();
            first.awaitTermination(20, TimeUnit.SECONDS);
            WorkerFactory second = worker(temporal, workshop);

            Work.Done done = (Work.Done) Checkpoint.work(result(workshop));
            try (Checkout checkout = workshop.checkout(done.workspace())) {
                assertThat(checkout.folder().resolve("a.txt")).hasContent("begun and ended");
            }
            second.shutdownNow();
            second.awaitTermination(10, TimeUnit.SECONDS);
            assertThat(workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 100))
                    .extracting(Event::kind)
                    .containsSubsequence("agent.began", "agent.handed-over", "agent.began", "agent.ended");
        }
    }

    private static String result(TestingWorkshop workshop) throws InterruptedException {
        while (true) {
            Optional<String> result = workshop.get(Invocations.class)
                    .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                    .map(Invocation::result);
            if (result.isPresent()) {
                return result.get();
            }
            Thread.sleep(50);
        }
    }

    private static WorkerFactory worker(TestWorkflowEnvironment temporal, TestingWorkshop workshop) {
        // Nothing is kept for a worker that is gone: the in-memory server would wait for it.
        WorkerFactory factory = WorkerFactory.newInstance(
                temporal.getWorkflowClient(),
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
        Worker worker = factory.newWorker(Queue.AGENTS.taskQueue());
        worker.registerWorkflowImplementationTypes(OneStep.class);
        worker.registerActivitiesImplementations(workshop.get(AgentActivities.class));
        factory.start();
        return factory;
    }
}
