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
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How many agents one worker lets work at once.
final class SlotsTest {

    private static final int SLOTS = 3;
    private static final int ALL = 12;
    private static final String STORIES = "stories";

    @WorkflowInterface
    public interface Story {
        @WorkflowMethod
        int tell(Level other);
    }

    public static final class ManyAtOnce implements Story {
        @Override
        public int tell(Level other) {
            List<Promise<Work>> works = new ArrayList<>();
            for (int i = 0; i < ALL; i++) {
                Level least = i % 2 == 0 ? Level.NONE : other;
                Agents agents = Agents.on("fix", Duration.ofMinutes(5), Duration.ofMinutes(1), least);
                Assignment assignment = assignment("fix/" + i);
                works.add(Async.function(agents::work, new Moment("t", "run", Instant.EPOCH, 1, "fix"), assignment));
            }
            works.forEach(Promise::get);
            return works.size();
        }
    }

    /// Agents that are at it until they are let go.
    private static final class Waiting implements Agents {

        private final AtomicInteger now = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final CountDownLatch let = new CountDownLatch(1);

        @Override
        public Work work(Moment moment, Assignment assignment) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                let.await();
                return new Work.Unchanged("", Usage.NONE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                now.decrementAndGet();
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @Timeout(60)
    @MethodSource("offers")
    void leavesInTheQueueWhatHasNoSlot(List<Level> offered) throws InterruptedException {
        Waiting agents = new Waiting();
        try (ApplicationContext context = ApplicationContext.run(Map.of("pawl.worker.agent-slots", SLOTS));
                TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            String pool = Queue.AGENTS.taskQueue();
            WorkerOptions options = Desks.options(
                    pool,
                    offered.size(),
                    context.getBean(WorkerSettings.class),
                    context.getBean(TemporalSettings.class));
            for (Level level : offered) {
                temporal.newWorker(Queue.AGENTS.taskQueue(level), options).registerActivitiesImplementations(agents);
            }
            temporal.newWorker(STORIES).registerWorkflowImplementationTypes(ManyAtOnce.class);
            temporal.start();
            Story story = temporal.getWorkflowClient()
                    .newWorkflowStub(
                            Story.class,
                            WorkflowOptions.newBuilder().setTaskQueue(STORIES).build());
            WorkflowClient.start(story::tell, offered.getLast());
            WorkflowStub told = WorkflowStub.fromTyped(story);
            while (agents.now.get() < SLOTS || waiting(told) > ALL - SLOTS) {
                Thread.sleep(20);
            }

            assertThat(waiting(told)).isEqualTo(ALL - SLOTS);
            agents.let.countDown();

            assertThat(told.getResult(Integer.class)).isEqualTo(ALL);
            assertThat(agents.most).hasValue(SLOTS);
        }
    }

    /// One task queue, and two that share the slots of their pool.
    static List<List<Level>> offers() {
        return List.of(List.of(Level.NONE), List.of(Level.NONE, Level.BUBBLEWRAP));
    }

    @Test
    void givesEachPoolItsOwn() {
        WorkerSettings settings = new WorkerSettings(Pools.names(), 1, 2, 3, 4, 600);

        assertThat(Pools.names().stream().map(pool -> Pools.slots(pool, settings)))
                .containsExactly(1, 2, 3, 4);
    }

    private static long waiting(WorkflowStub story) {
        return story.describe().getRawDescription().getPendingActivitiesList().stream()
                .filter(activity -> activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED)
                .count();
    }

    private static Assignment assignment(String step) {
        return new Assignment(
                step,
                new AgentChoice("command", "a"),
                new Workspace(new Repository("https://git.example.org/a/b", "main", null), "b", "c", "t"),
                new Brief("A bug", "", "", List.of(), List.of(), null),
                Duration.ofMinutes(2));
    }
}
