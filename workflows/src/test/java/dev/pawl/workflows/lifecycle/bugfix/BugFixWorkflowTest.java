package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.Histories;
import dev.pawl.workflows.Lifecycles;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Limits;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Trigger;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Repository;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BugFixWorkflowTest {

    private static final String RUN = "bugfix-1";
    private static final byte[] KEY = "a key of the gateway".getBytes(StandardCharsets.UTF_8);
    private static final Finding WRONG = Finding.of("tests", "red", "TideTest.turnsAtNoon still fails");

    private final Town town = new Town();
    private TestWorkflowEnvironment temporal;

    @BeforeEach
    void open() {
        temporal = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .registerSearchAttribute(Attributes.STAGE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .registerSearchAttribute(Attributes.STATE.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD)
                .build());
        temporal.newWorker(Queue.CONTROL.taskQueue())
                .registerWorkflowImplementationTypes(Lifecycles.ALL.toArray(new Class<?>[0]));
        for (Queue queue : Queue.values()) {
            temporal.newWorker(queue.taskQueue()).registerActivitiesImplementations(town);
        }
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void showsTheBugMendsItProvesItAndDeliversIt() {
        BugFixOutcome outcome = story().run(request(3));

        assertThat(outcome)
                .isEqualTo(new BugFixOutcome.Fixed(
                        "pawl/tide",
                        "commit-2",
                        Town.KEPT,
                        Town.KEPT,
                        List.of("TideTest.turnsAtNoon"),
                        1,
                        "I changed it"));
        assertThat(town.asked)
                .containsExactly(
                        "understand: open",
                        "understand: baseline",
                        "reproduce: work reproduce/1",
                        "reproduce: judge secrets tree-1",
                        "reproduce: judge protected tree-1",
                        "reproduce: judge reproduction tree-1",
                        "fix: work fix/1",
                        "fix: judge secrets tree-2",
                        "fix: judge protected tree-2",
                        "fix: judge tests tree-2",
                        "prove: judge reproduction tree-2",
                        "deliver: deliver tree-2",
                        "ended: end");
        assertThat(town.moments)
                .extracting(Moment::revision)
                .isEqualTo(
                        LongStream.rangeClosed(1, town.moments.size()).boxed().toList());
        Histories.keep(temporal, RUN, "bugfix-fixed");
    }

    @Test
    void fixesOnTheTreeThatShowsTheBug() {
        story().run(request(3));

        assertThat(town.assignments.getLast().workspace().tree()).isEqualTo("tree-1");
        assertThat(town.assignments.getLast().brief().tests()).containsExactly("TideTest.turnsAtNoon");
    }

    @Test
    void needsNoReproductionWhenTheBuildsFailedTestIsRedOnTheBase() {
        town.baseline = _ -> Town.measured("TideTest.ebbs");

        BugFixOutcome outcome =
                story().run(request(3, new Trigger("jenkins", "tide/7", null, List.of("TideTest.ebbs"))));

        assertThat(town.asked).doesNotContain("reproduce: work reproduce/1");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BugFixOutcome.Fixed.class,
                        fixed -> assertThat(fixed.tests()).containsExactly("TideTest.ebbs"));
    }

    @Test
    void tellsTheNextRoundWhatStoodInTheWay() {
        rejectTestsTimes(1);

        BugFixOutcome outcome = story().run(request(3));

        assertThat(town.assignments)
                .filteredOn(assignment -> assignment.step().startsWith("fix/"))
                .extracting(assignment -> assignment.brief().findings())
                .containsExactly(List.of(), List.of(WRONG));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BugFixOutcome.Fixed.class,
                        fixed -> assertThat(fixed.rounds()).isEqualTo(2));
    }

    @Test
    void asksNoDearGateWhenACheapOneSaysNo() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.FAIL, Answer.PASS));
        town.gate = question -> question.purpose() == Purpose.FIX
                        && question.gate().equals(Gates.SECRETS)
                        && answers.pop() == Answer.FAIL
                ? Town.answer(question, Answer.FAIL)
                : Town.content(question);

        story().run(request(3));

        assertThat(town.asked).contains("fix: judge secrets tree-2").doesNotContain("fix: judge tests tree-2");
    }

    @Test
    void goesBackToFixingWhenTheProofFails() {
        Deque<Answer> proofs = new ArrayDeque<>(List.of(Answer.FAIL, Answer.PASS));
        town.gate = question -> question.purpose() == Purpose.FIX
                        && question.gate().equals(Gates.REPRODUCTION)
                        && proofs.pop() == Answer.FAIL
                ? Town.answer(question, Answer.FAIL)
                : Town.content(question);

        assertThat(story().run(request(3))).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.asked).containsSubsequence("prove: judge reproduction tree-2", "fix: work fix/2");
    }

    @Test
    void asksAPersonWhenTheRoundsAreSpentAndGoesOnWhenTheyRetry() {
        rejectTestsTimes(2);
        WorkflowStub run = start(request(1));

        Wait first = waitFor(1);
        decide(run, decision(first, Verb.RETRY, null));
        Wait second = waitFor(2);
        decide(run, decision(second, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(first.reason()).contains("round is spent");
        assertThat(first.findings()).containsExactly(WRONG);
        Histories.keep(temporal, RUN, "bugfix-fixed-after-retries");
    }

    @Test
    void tellsTheAgentWhatAPersonAdded() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));

        decide(run, decision(waitFor(1), Verb.EDIT, "The tide turns at noon."));
        run.getResult(BugFixOutcome.class);

        assertThat(town.assignments.getLast().brief().note()).isEqualTo("The tide turns at noon.");
    }

    @Test
    void isStuckWhenAPersonGivesTheFixUpAndKeepsTheWork() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isEqualTo(
                        new BugFixOutcome.Stuck("fix", "A person gave it up.", List.of(WRONG), Town.KEPT, Town.KEPT));
        Histories.keep(temporal, RUN, "bugfix-stuck");
    }

    @Test
    void isNotReproducedWhenAPersonGivesTheReproductionUp() {
        town.agent = _ -> new Work.Unchanged("I see no bug", Town.USAGE);
        WorkflowStub run = start(request(2));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isInstanceOfSatisfying(
                        BugFixOutcome.NotReproduced.class,
                        outcome -> assertThat(outcome.findings())
                                .extracting(Finding::rule)
                                .containsExactly("unchanged"));
        assertThat(town.assignments).hasSize(2);
        Histories.keep(temporal, RUN, "bugfix-not-reproduced");
    }

    @Test
    void asksAPersonWhenAGateCannotDecideAndAsksTheGateAgainOnRetry() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.ERROR, Answer.PASS));
        town.gate = question ->
                question.gate().equals(Gates.TESTS) ? Town.answer(question, answers.pop()) : Town.content(question);
        WorkflowStub run = start(request(3));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason()).contains("tests could not decide");
        assertThat(town.assignments).hasSize(2);
    }

    @Test
    void triesAgainWhenAnAgentCrashesOrLeavesWhatCannotBeKept() {
        Deque<Work> bad = new ArrayDeque<>(List.of(
                new Work.Crashed("exit 137", Town.USAGE),
                new Work.Unkeepable(List.of(Finding.of("tree", "device", "dev/null is a device")), Town.USAGE),
                new Work.Declined("too hard", Town.USAGE)));
        town.agent = assignment -> bad.isEmpty() ? town.diligently(assignment) : bad.pop();

        assertThat(story().run(request(4))).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.assignments.get(3).brief().findings().getFirst().message())
                .contains("too hard");
    }

    @Test
    void endsBaseBrokenWhenTheTestsOfTheBaseDoNotRun() {
        town.baseline = _ -> new Baseline.Broken("mvn test ended with 1 and wrote no report.", Town.KEPT);

        assertThat(story().run(request(3)))
                .isEqualTo(new BugFixOutcome.BaseBroken("mvn test ended with 1 and wrote no report.", Town.KEPT));
        Histories.keep(temporal, RUN, "bugfix-base-broken");
    }

    @Test
    void declinesWhatItCannotOpen() {
        town.origin = _ -> new Opened.Declined(Opened.Reason.UNREACHABLE, "The origin does not answer.");

        assertThat(story().run(request(3)))
                .isEqualTo(new BugFixOutcome.Declined(Opened.Reason.UNREACHABLE, "The origin does not answer."));
        Histories.keep(temporal, RUN, "bugfix-declined");
    }

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

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isEqualTo(new BugFixOutcome.Stuck(
                        "deliver", "The origin does not answer.", List.of(), Town.KEPT, Town.KEPT));
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
        town.gate = BugFixWorkflowTest::neverAnswering;

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

    @Test
    void keepsNothingWhenNothingWasDone() {
        town.origin = _ -> {
            throw Failure.STORE_UNAVAILABLE.because("the object store does not answer", null);
        };

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Stuck.class);
        assertThat(town.asked).noneMatch(asked -> asked.contains("deliver"));
    }

    @Test
    void asksAPersonWhenThereIsNoSuchAgentAndAsksTheAgentAgainOnRetry() {
        Deque<String> missing = new ArrayDeque<>(List.of("There is no agent tied. There are: [tide]."));
        town.agent = assignment -> {
            if (!missing.isEmpty()) {
                throw Failure.AGENT_UNKNOWN.because(missing.pop(), null);
            }
            return town.diligently(assignment);
        };
        WorkflowStub run = start(request(1));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason()).contains("There is no agent tied. There are: [tide].");
        assertThat(wait.verbs()).containsExactly(Verb.RETRY, Verb.ABORT);
        assertThat(town.assignments.get(1)).isEqualTo(town.assignments.getFirst());
    }

    @Test
    void saysWhyTheAgentCouldNotBeginWhenAPersonGivesUp() {
        town.baseline = _ -> Town.measured("TideTest.ebbs");
        town.agent = _ -> {
            throw Failure.NOT_TRUSTED.because("Nobody trusts this repository.", null);
        };
        WorkflowStub run = start(request(1));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Stuck.class,
                        stuck -> assertThat(stuck.findings())
                                .extracting(Finding::message)
                                .containsExactly("Nobody trusts this repository."));
    }

    @Test
    void refusesDecisionsThatNoGatewaySigned() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);
        Decision unsigned = new Decision(
                wait.question(),
                wait.tree(),
                Verb.ABORT,
                "mallory",
                null,
                Instant.parse("2026-11-21T10:00:00Z"),
                List.of());

        assertThatThrownBy(() -> decide(run, unsigned)).hasStackTraceContaining("No gateway signed this decision");
        assertThatThrownBy(() ->
                        decide(run, unsigned.signedBy(RUN, List.of("another key".getBytes(StandardCharsets.UTF_8)))))
                .hasStackTraceContaining("No gateway signed this decision");
        assertThatThrownBy(() -> decide(run, unsigned.signedBy("bugfix-2", List.of(KEY))))
                .hasStackTraceContaining("No gateway signed this decision");
    }

    @Test
    void refusesDecisionsAboutWhatWasNotAsked() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);
        Wait older = new Wait(wait.question() - 1, wait.tree(), "", List.of(), wait.verbs());
        Wait other = new Wait(wait.question(), "tree-9", "", List.of(), wait.verbs());

        assertThatThrownBy(() -> decide(run, decision(older, Verb.RETRY, null)))
                .isInstanceOf(WorkflowUpdateException.class);
        assertThatThrownBy(() -> decide(run, decision(other, Verb.RETRY, null)))
                .isInstanceOf(WorkflowUpdateException.class);
        assertThatThrownBy(() -> decide(run, decision(wait, Verb.EDIT, " ")))
                .hasStackTraceContaining("An edit needs a note");
    }

    @Test
    void showsInTheWebUiWhatItWaitsForAndHowToDecide() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        waitFor(1);

        String shown = run.describe().toString() + details(run);

        assertThat(shown)
                .contains("Needs a person", "TideTest.turnsAtNoon still fails", "pawl decide bugfix-1 retry|edit|abort")
                .contains("| fix\u00a0\u00a0 | tests\u00a0\u00a0 | **fail**");
    }

    private String details(WorkflowStub run) {
        return run.query("__temporal_workflow_metadata", io.temporal.api.sdk.v1.WorkflowMetadata.class)
                .getCurrentDetails();
    }

    private void rejectTestsTimes(int times) {
        Deque<Integer> left = new ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            left.push(i);
        }
        town.gate = question -> question.gate().equals(Gates.TESTS) && left.poll() != null
                ? Town.answer(question, Answer.FAIL, WRONG)
                : Town.content(question);
    }

    private static Verdict neverAnswering(Question question) {
        throw Failure.STORE_UNAVAILABLE.because("the store does not answer about " + question.gate(), null);
    }

    private Wait waitFor(int question) {
        for (int i = 0; i < 500 && town.waits.size() < question; i++) {
            temporal.sleep(Duration.ofMillis(20));
        }
        return town.waits.get(question - 1);
    }

    private static Decision decision(Wait wait, Verb verb, @Nullable String note) {
        return new Decision(
                        wait.question(),
                        wait.tree(),
                        verb,
                        "ada",
                        note,
                        Instant.parse("2026-11-21T10:00:00Z"),
                        List.of())
                .signedBy(RUN, Arrays.asList("an older key".getBytes(StandardCharsets.UTF_8), KEY));
    }

    private static void decide(WorkflowStub run, Decision decision) {
        run.update("decide", Void.class, decision);
    }

    private WorkflowStub start(BugFixRequest request) {
        BugFixLifecycle story = story();
        WorkflowClient.start(story::run, request);
        return WorkflowStub.fromTyped(story);
    }

    private static BugFixRequest request(int rounds) {
        return request(rounds, null);
    }

    private static BugFixRequest request(int rounds, @Nullable Trigger trigger) {
        return new BugFixRequest(
                "acme",
                new Repository("https://git.example/tide.git", "main", null),
                "The tide turns an hour late",
                "At noon it should turn.",
                new AgentChoice("recorded", "tide"),
                new Limits(Duration.ofHours(2), rounds, Duration.ofSeconds(30)),
                new Delivery(Delivery.Way.BRANCH, "pawl/tide"),
                trigger,
                Base64.getEncoder().encodeToString(KEY));
    }

    private BugFixLifecycle story() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        BugFixLifecycle.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(RUN)
                                .setTaskQueue(Queue.CONTROL.taskQueue())
                                .build());
    }
}
