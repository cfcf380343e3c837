package dev.pawl.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.temporal.client.TemporalSettings;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import io.micronaut.context.ApplicationContext;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Which worker gets work that must be shut in.
@Timeout(60)
final class LevelsTest {

    private static final String POOL = Queue.AGENTS.taskQueue();
    private static final String STORIES = "stories";

    @WorkflowInterface
    public interface Story {
        @WorkflowMethod
        String tell(@Nullable Level least);
    }

    public static final class OneAgent implements Story {
        @Override
        public String tell(@Nullable Level least) {
            Agents agents = Agents.on("fix", Duration.ofMinutes(5), Duration.ofMinutes(1), least);
            Promise<Work> work = Async.function(
                    agents::work,
                    new Moment("t", Workflow.getInfo().getWorkflowId(), Instant.EPOCH, 1, "fix"),
                    asked(least));
            return ((Work.Unchanged) work.get()).summary();
        }
    }

    /// An agent that signs with the name of its worker.
    private record Signing(String name) implements Agents {
        @Override
        public Work work(Moment moment, Assignment assignment) {
            return new Work.Unchanged(name, Usage.NONE);
        }
    }

    private final Set<WorkerFactory> workers = ConcurrentHashMap.newKeySet();
    private ApplicationContext context;
    private TestWorkflowEnvironment temporal;

    @BeforeEach
    void open() {
        context = ApplicationContext.run();
        temporal = TestWorkflowEnvironment.newInstance();
        temporal.newWorker(STORIES).registerWorkflowImplementationTypes(OneAgent.class);
        temporal.start();
    }

    @AfterEach
    void close() {
        workers.forEach(WorkerFactory::shutdownNow);
        temporal.close();
        context.close();
    }

    @Test
    void neverGivesWorkToAWorkerThatOffersLess() {
        start("weak", new Offering(Level.NONE));
        WorkflowStub shut = tell(Level.BUBBLEWRAP);

        assertThat(tell(Level.NONE).getResult(String.class))
                .as("the same without the level")
                .isEqualTo("weak");
        assertThat(tell(null).getResult(String.class))
                .as("from before there were levels")
                .isEqualTo("weak");
        assertThat(waits(shut)).isTrue();

        start("strong", new Offering(Level.BUBBLEWRAP));
        assertThat(shut.getResult(String.class)).isEqualTo("strong");
    }

    @Test
    void givesToABetterWorkerWhatAsksForLess() {
        start("strong", new Offering(Level.BUBBLEWRAP));

        assertThat(tell(Level.NONE).getResult(String.class)).isEqualTo("strong");
        assertThat(tell(Level.BUBBLEWRAP).getResult(String.class)).isEqualTo("strong");
    }

    @Test
    void pollsForStrangersWorkOnlyWhatItOffers() {
        assertThat(Pools.taskQueues("agents", new Offering())).isEmpty();
        assertThat(Pools.taskQueues("gates", new Offering())).isEmpty();
        assertThat(Pools.taskQueues("gates", new Offering(Level.NONE))).containsExactly("gates");
        assertThat(Pools.taskQueues("gates", new Offering(Level.BUBBLEWRAP)))
                .containsExactly("gates", "gates.bubblewrap");
        assertThat(Pools.taskQueues("work", new Offering())).containsExactly("work");
        assertThat(Pools.taskQueues("control", new Offering())).containsExactly("control");
        assertThat(Pools.taskQueues(Pools.TRAINING, new Offering())).containsExactly(Pools.TRAINING);
    }

    /// A worker process of its own, as the program sets it up.
    private void start(String name, Offering sandboxes) {
        WorkerFactory factory = WorkerFactory.newInstance(temporal.getWorkflowClient());
        workers.add(factory);
        List<String> taskQueues = Pools.taskQueues(POOL, sandboxes);
        WorkerOptions options = Desks.options(
                POOL,
                taskQueues.size(),
                context.getBean(WorkerSettings.class),
                context.getBean(TemporalSettings.class));
        for (String taskQueue : taskQueues) {
            factory.newWorker(taskQueue, options).registerActivitiesImplementations(new Signing(name));
        }
        factory.start();
    }

    private WorkflowStub tell(@Nullable Level least) {
        Story story = temporal.getWorkflowClient()
                .newWorkflowStub(
                        Story.class,
                        WorkflowOptions.newBuilder().setTaskQueue(STORIES).build());
        WorkflowClient.start(story::tell, least);
        return WorkflowStub.fromTyped(story);
    }

    private static boolean waits(WorkflowStub story) {
        return story.describe().getRawDescription().getPendingActivitiesList().stream()
                .allMatch(activity -> activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED);
    }

    private static Assignment asked(@Nullable Level least) {
        return new Assignment(
                "fix/1",
                new AgentChoice("command", "a"),
                new Workspace(new Repository("https://git.example.org/a/b", "main", null), "b", "c", "t"),
                new Brief("A bug", "", "", List.of(), List.of(), null),
                Duration.ofMinutes(2),
                null,
                null,
                least);
    }
}
