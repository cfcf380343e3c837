package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.Lifecycles;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Limits;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Trigger;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Repository;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A town in which bugs are fixed, and those who ask for it.
abstract class BugFixStory {

    static final String RUN = "bugfix-1";
    static final byte[] KEY = "a key of the gateway".getBytes(StandardCharsets.UTF_8);
    static final Finding WRONG = Finding.of("tests", "red", "TideTest.turnsAtNoon still fails");

    final Town town = new Town();
    TestWorkflowEnvironment temporal;

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
            temporal.newWorker(queue.taskQueue(Level.BUBBLEWRAP)).registerActivitiesImplementations(town);
        }
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    String details(WorkflowStub run) {
        return run.query("__temporal_workflow_metadata", io.temporal.api.sdk.v1.WorkflowMetadata.class)
                .getCurrentDetails();
    }

    void rejectTestsTimes(int times) {
        Deque<Integer> left = new ArrayDeque<>();
        for (int i = 0; i < times; i++) {
            left.push(i);
        }
        town.gate = question -> question.gate().equals(Gates.TESTS) && left.poll() != null
                ? Town.answer(question, Answer.FAIL, WRONG)
                : Town.content(question);
    }

    Wait waitFor(int question) {
        for (int i = 0; i < 500 && town.waits.size() < question; i++) {
            temporal.sleep(Duration.ofMillis(20));
        }
        return town.waits.get(question - 1);
    }

    static Decision decision(Wait wait, Verb verb, @Nullable String note) {
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

    static void decide(WorkflowStub run, Decision decision) {
        run.update("decide", Void.class, decision);
    }

    WorkflowStub start(BugFixRequest request) {
        BugFixLifecycle story = story();
        WorkflowClient.start(story::run, request);
        return WorkflowStub.fromTyped(story);
    }

    static BugFixRequest request(int rounds) {
        return request(rounds, null);
    }

    static BugFixRequest request(int rounds, @Nullable Trigger trigger) {
        return request(new Limits(Duration.ofHours(2), rounds, Duration.ofSeconds(30)), trigger);
    }

    static BugFixRequest request(Limits limits, @Nullable Trigger trigger) {
        return new BugFixRequest(
                "acme",
                new Repository("https://git.example/tide.git", "main", null),
                "The tide turns an hour late",
                "At noon it should turn.",
                new AgentChoice("recorded", "tide"),
                limits,
                new Delivery(Delivery.Way.BRANCH, "pawl/tide"),
                trigger,
                Base64.getEncoder().encodeToString(KEY));
    }

    /// The same for agents that are put into roles.
    static BugFixRequest requestForRoles(int rounds) {
        BugFixRequest request = request(rounds);
        return new BugFixRequest(
                request.tenant(),
                request.repository(),
                request.title(),
                request.report(),
                new AgentChoice("claude-code", "anthropic"),
                request.limits(),
                request.delivery(),
                request.trigger(),
                request.decisionKey());
    }

    BugFixLifecycle story() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(
                        BugFixLifecycle.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(RUN)
                                .setTaskQueue(Queue.CONTROL.taskQueue())
                                .build());
    }
}
