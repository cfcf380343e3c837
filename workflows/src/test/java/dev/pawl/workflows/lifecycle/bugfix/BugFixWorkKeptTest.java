package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Whatever ends a run, the work is kept.
final class BugFixWorkKeptTest extends BugFixStory {

    @Test
    void keepsTheWorkAndAsksWhenTheOriginDoesNotTakeIt() {
        Deque<Boolean> full = new ArrayDeque<>(List.of(true, false));
        town.door = parcel -> full.pop()
                ? new Delivered.Refused(
                        Delivered.Reason.REJECTED,
                        "The origin's disk is full.",
                        parcel.head().commit(),
                        Town.KEPT,
                        Town.KEPT)
                : Town.taken(parcel);
        WorkflowStub run = start(request(3));

        Wait wait = waitFor(1);
        assertThat(wait.verbs()).containsExactly(Verb.RETRY, Verb.ABORT);
        assertThat(wait.patch()).isEqualTo(Town.KEPT);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
    }

    @Test
    void keepsPatchAndEvidenceWhenAPersonGivesTheDeliveryUp() {
        town.door = parcel -> new Delivered.Refused(
                Delivered.Reason.UNREACHABLE,
                "The origin does not answer.",
                parcel.head().commit(),
                Town.KEPT,
                Town.KEPT);
        WorkflowStub run = start(request(3));

        Decision abort = decision(waitFor(1), Verb.ABORT, null);
        decide(run, abort);

        Finding who = Finding.of("person", "abort", abort.by() + " gave it up.");
        assertThat(run.getResult(BugFixOutcome.class))
                .isEqualTo(new BugFixOutcome.Stuck(
                        "deliver", "The origin does not answer.", List.of(who), Town.KEPT, Town.KEPT));
    }

    @Test
    void waitsForAPersonLongerThanItMayWork() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);

        temporal.sleep(Duration.ofDays(3));
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
    }

    @Test
    void isStuckWhenTheDeadlinePassesAfterAPersonDecided() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);
        temporal.sleep(Duration.ofDays(3));
        town.gate = BugFixWorkKeptTest::neverAnswering;

        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Stuck.class);
    }

    @Test
    void keepsTheWorkWhenTheDeadlinePasses() {
        town.gate = question -> question.gate().equals(Gates.TESTS) ? neverAnswering(question) : Town.content(question);

        BugFixOutcome outcome = story().run(request(1));

        assertThat(outcome).isInstanceOfSatisfying(BugFixOutcome.Stuck.class, stuck -> {
            assertThat(stuck.stage()).isEqualTo("fix");
            assertThat(stuck.reason()).contains("deadline");
            assertThat(stuck.patch()).isEqualTo(Town.KEPT);
        });
        assertThat(town.asked).endsWith("fix: deliver tree-2", "ended: end");
        Histories.keep(temporal, RUN, "bugfix-late");
    }

    @Test
    void keepsWhatIsProvedWhenTheDeadlinePassesAtTheDoor() {
        town.door = parcel -> {
            if (parcel.delivery().way() == Delivery.Way.BRANCH) {
                throw Failure.STORE_UNAVAILABLE.because("the object store does not answer", null);
            }
            assertThat(parcel.verdicts()).isNotEmpty();
            return Town.taken(parcel);
        };

        assertThat(story().run(request(1)))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Stuck.class,
                        stuck -> assertThat(stuck.patch()).isEqualTo(Town.KEPT));
    }

    @Test
    void endsWithoutAPatchWhenNobodyCanMakeOne() {
        town.gate = question -> question.gate().equals(Gates.TESTS) ? neverAnswering(question) : Town.content(question);
        town.door = _ -> {
            throw Failure.STORE_UNAVAILABLE.because("the object store does not answer", null);
        };

        assertThat(story().run(request(1)))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Stuck.class,
                        stuck -> assertThat(stuck.patch()).isNull());
    }

    @Test
    void writesItsEndDownAndKeepsTheWorkWhenItIsCancelled() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        waitFor(1);

        run.cancel();

        assertThatThrownBy(() -> run.getResult(BugFixOutcome.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(town.ends).singleElement().asString().contains("cancelled", "patch={digest=ab12");
        Histories.keep(temporal, RUN, "bugfix-cancelled");
    }

    /// What a dead worker had in hand does not end as cancelled: its heartbeats are missed.
    @Test
    void keepsTheWorkWhenItIsCancelledWhileAWorkerIsDead() throws InterruptedException {
        CountDownLatch atWork = new CountDownLatch(1);
        CountDownLatch missed = new CountDownLatch(1);
        town.gate = question -> {
            if (question.gate().equals(Gates.TESTS)) {
                atWork.countDown();
                await(missed);
                throw ApplicationFailure.newNonRetryableFailure("its worker is dead", "Timeout");
            }
            return Town.content(question);
        };
        WorkflowStub run = start(request(1));
        await(atWork);

        run.cancel();
        while (temporal.getWorkflowClient().fetchHistory(RUN).getEvents().stream()
                .noneMatch(HistoryEvent::hasActivityTaskCancelRequestedEventAttributes)) {
            Thread.sleep(10);
        }
        missed.countDown();

        assertThatThrownBy(() -> run.getResult(BugFixOutcome.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(town.ends).singleElement().asString().contains("cancelled", "patch={digest=ab12");
        Histories.keep(temporal, RUN, "bugfix-cancelled-beside-a-dead-worker");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void keepsNothingWhenNothingWasDone() {
        town.origin = _ -> {
            throw Failure.STORE_UNAVAILABLE.because("the object store does not answer", null);
        };

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Stuck.class);
        assertThat(town.asked).noneMatch(asked -> asked.contains("deliver"));
    }

    private static Verdict neverAnswering(Question question) {
        throw Failure.STORE_UNAVAILABLE.because("the store does not answer about " + question.gate(), null);
    }
}
