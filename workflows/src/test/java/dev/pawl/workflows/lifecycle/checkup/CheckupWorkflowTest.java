package dev.pawl.workflows.lifecycle.checkup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.Histories;
import dev.pawl.workflows.Lifecycles;
import dev.pawl.workflows.World;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.probe.Finding.Status;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CheckupWorkflowTest {

    private final World world = new World();
    private TestWorkflowEnvironment temporal;

    @BeforeEach
    void open() {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(Attributes.STAGE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(Attributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .build());
        Worker control = temporal.newWorker(Queue.CONTROL.taskQueue());
        control.registerWorkflowImplementationTypes(Lifecycles.ALL.toArray(new Class<?>[0]));
        control.registerActivitiesImplementations(world.probes("control"), world.ledger());
        for (Queue queue : List.of(Queue.AGENTS, Queue.GATES)) {
            temporal.newWorker(queue.taskQueue()).registerActivitiesImplementations(world.probes(queue.taskQueue()));
        }
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void findsTheHouseSoundWhenEveryPoolCouldUseEveryPart() {
        work(round -> Status.SOUND);

        CheckupOutcome outcome =
                checkup().run(new CheckupRequest("acme", 3, Duration.ofSeconds(30), Duration.ofSeconds(2)));

        assertThat(outcome)
                .isEqualTo(new CheckupOutcome.Sound(List.of(
                        new Finding("control", "database", Status.SOUND, "", 3),
                        new Finding("work", "database", Status.SOUND, "", 3),
                        new Finding("agents", "database", Status.SOUND, "", 3),
                        new Finding("gates", "database", Status.SOUND, "", 3))));
        Histories.keep(temporal, "checkup-1", "checkup-sound");
    }

    @Test
    void writesItsEndDownOnceAndInOrder() {
        work(round -> Status.SOUND);

        checkup().run(new CheckupRequest("acme", 2, Duration.ZERO, Duration.ofSeconds(2)));

        assertThat(world.ends).hasSize(1);
        assertThat(world.moments).extracting(Moment::revision).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(world.moments).extracting(Moment::tenant).containsOnly("acme");
        assertThat(world.moments.getLast().stage()).isEqualTo("ended");
    }

    @Test
    void isUnsoundWhenOneRoundFoundAPartBroken() {
        work(round -> round == 2 ? Status.BROKEN : Status.SOUND);

        CheckupOutcome outcome = checkup().run(new CheckupRequest("acme", 3, Duration.ZERO, Duration.ofSeconds(2)));

        assertThat(outcome).isInstanceOf(CheckupOutcome.Unsound.class);
    }

    @Test
    void namesThePoolInWhichNobodyWorks() {
        temporal.start();

        CheckupOutcome outcome = checkup().run(new CheckupRequest("acme", 1, Duration.ZERO, Duration.ofSeconds(2)));

        assertThat(outcome).isInstanceOf(CheckupOutcome.Unsound.class);
        assertThat(outcome.findings())
                .filteredOn(finding -> finding.status() == Status.BROKEN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.pool()).isEqualTo("work"));
        Histories.keep(temporal, "checkup-1", "checkup-unsound");
    }

    @Test
    void saysWhyAPartStayedAway() {
        work(round -> {
            throw Failure.STORE_UNAVAILABLE.because("the object store does not answer", null);
        });

        CheckupOutcome outcome = checkup().run(new CheckupRequest("acme", 1, Duration.ZERO, Duration.ofSeconds(2)));

        assertThat(outcome.findings())
                .filteredOn(finding -> finding.pool().equals("work"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.detail()).contains("the object store does not answer"));
    }

    @Test
    void writesItsEndDownWhenItIsCancelled() {
        work(round -> Status.SOUND);
        CheckupLifecycle checkup = checkup();
        WorkflowClient.start(checkup::run, new CheckupRequest("acme", 100, Duration.ofDays(1), Duration.ofSeconds(30)));
        temporal.sleep(Duration.ofHours(1));

        WorkflowStub run = WorkflowStub.fromTyped(checkup);
        run.cancel();

        assertThatThrownBy(() -> run.getResult(CheckupOutcome.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(world.ends).singleElement().asString().contains("cancelled");
        Histories.keep(temporal, "checkup-1", "checkup-cancelled");
    }

    private void work(World.Script script) {
        temporal.newWorker(Queue.WORK.taskQueue()).registerActivitiesImplementations(world.probes("work", script));
        temporal.start();
    }

    private CheckupLifecycle checkup() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        CheckupLifecycle.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId("checkup-1")
                                .setTaskQueue(Queue.CONTROL.taskQueue())
                                .build());
    }
}
