package dev.pawl.gateway.outbox;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.DevServer;
import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixOutcome;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is said of a run that waits for workers, by a Temporal that knows its pollers.
final class StandstillTest {

    private static final String BUG = """
            {"repository":{"url":"https://git.example.org/a/b"},"title":"A bug","agent":{"runtime":"command","name":"a"}}""";

    private static final Duration QUIET = Duration.ofSeconds(21);
    private static final Baseline BROKEN = new Baseline.Broken("It is broken.", new Kept("ab", 1, "text/plain"));

    /// A story that has something run in a sandbox.
    public static final class ShutIn implements BugFixLifecycle {

        @Override
        public BugFixOutcome run(BugFixRequest request) {
            Gates.to("run the tests", Duration.ofSeconds(30), Level.BUBBLEWRAP)
                    .baseline(
                            new Moment(request.tenant(), "run", Instant.EPOCH, 1, "understand"),
                            new Workspace(request.repository(), "b", "c", "t"),
                            List.of(),
                            Level.BUBBLEWRAP);
            return new BugFixOutcome.BaseBroken("It is broken.", new Kept("ab", 1, "text/plain"));
        }

        @Override
        public void decide(Decision decision) {
            throw new IllegalStateException("nobody is asked");
        }

        @Override
        public void check(Decision decision) {
            throw new IllegalStateException("nobody is asked");
        }
    }

    /// Gates that take their time.
    private static final class Slow implements Gates {

        private final CountDownLatch let = new CountDownLatch(1);

        @Override
        public Baseline baseline(Moment moment, Workspace base, List<String> askedAbout, @Nullable Level least) {
            try {
                let.await();
                return BROKEN;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Verdict judge(Moment moment, Question question) {
            throw new IllegalStateException("nothing is judged");
        }
    }

    @Test
    void saysForWhichWorkerARunWaitsUntilThereIsOne() throws Exception {
        List<WorkerFactory> workers = new ArrayList<>();
        Slow gates = new Slow();
        try (TestingGateway gateway = TestingGateway.with(TestingDatabase.fresh(), Map.of());
                DevServer _ = DevServer.on(gateway.temporalPort())) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            assertThat(stalled(gateway, run, reason -> reason.contains("a worker of the pool control;")))
                    .isNotNull();

            WorkerFactory stories = started(workers, gateway);
            stories.newWorker(Queue.CONTROL.taskQueue()).registerWorkflowImplementationTypes(ShutIn.class);
            stories.newWorker(Queue.GATES.taskQueue()).registerActivitiesImplementations(gates);
            stories.start();
            assertThat(stalled(gateway, run, reason -> reason.contains("gates")).stalled())
                    .isEqualTo(
                            "It waits for a worker of the pool gates that offers the sandbox bubblewrap; none is there, "
                                    + "or all are busy. A worker's log and its /ready say why it offers less.");
            assertThat(gateway.get("/v1/runs/" + run).body())
                    .contains("\"stalled\":\"It waits", "\"stalledSince\":\"2");
            assertThat(gateway.get("/v1/runs").body()).contains("\"stalled\":\"It waits");

            WorkerFactory better = started(workers, gateway);
            better.newWorker(Queue.GATES.taskQueue(Level.BUBBLEWRAP)).registerActivitiesImplementations(gates);
            better.start();
            stalled(gateway, run, String::isEmpty);
            assertThat(gateway.get("/v1/runs/" + run).body()).doesNotContain("stalled");
            gates.let.countDown();
        } finally {
            gates.let.countDown();
            workers.forEach(WorkerFactory::shutdownNow);
        }
    }

    private static WorkerFactory started(List<WorkerFactory> workers, TestingGateway gateway) {
        WorkerFactory factory = WorkerFactory.newInstance(gateway.temporal());
        workers.add(factory);
        return factory;
    }

    /// The run once that is said of it; nothing said is an empty reason.
    private static Run stalled(TestingGateway gateway, String run, Predicate<String> reason)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (true) {
            gateway.pass(QUIET);
            Run row = gateway.bean(Runs.class).find("default", run).orElseThrow();
            String said = row.stalled();
            if (reason.test(said == null ? "" : said)) {
                return row;
            }
            assertThat(Instant.now()).as("%s", row).isBefore(deadline);
            Thread.sleep(500);
        }
    }
}
