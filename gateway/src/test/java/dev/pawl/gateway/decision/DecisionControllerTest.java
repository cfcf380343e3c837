package dev.pawl.gateway.decision;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.Runs;
import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixOutcome;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.decision.Decision;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class DecisionControllerTest {

    private static final String BUG = """
            {"repository":{"url":"https://git.example.org/a/b"},"title":"A bug","agent":{"runtime":"command","name":"a"}}""";
    private static final String QUESTION = """
            {"question":2,"tree":"abc","reason":"3 rounds are spent.","findings":[],"verbs":["retry","abort"]}""";

    /// A story that asks one question and takes what the gateway signed for it.
    public static final class Asking implements BugFixLifecycle {

        private final BugFixRequest request;
        private @Nullable Decision made;

        @WorkflowInit
        public Asking(BugFixRequest request) {
            this.request = request;
        }

        @Override
        public BugFixOutcome run(BugFixRequest same) {
            Workflow.await(() -> made != null);
            return new BugFixOutcome.Cancelled(made == null ? "" : made.verb().word() + " by " + made.by(), null, null);
        }

        @Override
        public void decide(Decision decision) {
            made = decision;
        }

        @Override
        public void check(Decision decision) {
            if (decision.question() != 2) {
                throw new IllegalArgumentException("The run asks another question by now.");
            }
            byte[] key = Base64.getDecoder().decode(String.valueOf(request.decisionKey()));
            if (!decision.isSigned(Workflow.getInfo().getWorkflowId(), key)) {
                throw new IllegalArgumentException("Nobody signed it.");
            }
        }
    }

    @Test
    void takesASignedDecisionToTheStory() {
        try (TestingGateway gateway = TestingGateway.open()) {
            WorkerFactory workers = WorkerFactory.newInstance(gateway.temporal());
            workers.newWorker(Queue.CONTROL.taskQueue()).registerWorkflowImplementationTypes(Asking.class);
            workers.start();
            String run = asking(gateway);

            assertThat(gateway.get("/v1/runs/" + run).body())
                    .contains(
                            "\"status\":\"needs_human\"",
                            "3 rounds are spent.",
                            "\"decideWith\":\"pawl decide " + run + " retry|abort\"");
            HttpResponse<String> moved =
                    gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"abort\",\"question\":1}");
            assertThat(moved.statusCode()).as(moved.body()).isEqualTo(409);
            assertThat(moved.body()).contains("asks another question by now");

            HttpResponse<String> taken =
                    gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"abort\",\"note\":\"Not worth it.\"}");

            assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
            assertThat(gateway.get("/v1/runs/" + run + "/events").body())
                    .contains("\"kind\":\"person.decided\"", "\"verb\":\"abort\"", "Not worth it.")
                    .contains("\"by\":\"key ");
            BugFixOutcome.Cancelled outcome = (BugFixOutcome.Cancelled)
                    WorkflowStub.fromTyped(gateway.temporal().newWorkflowStub(BugFixLifecycle.class, run))
                            .getResult(BugFixOutcome.class);
            assertThat(outcome.stage()).isEqualTo("abort by key abcdefghijkl");
            HttpResponse<String> late = gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"abort\"}");
            assertThat(late.statusCode()).as(late.body()).isEqualTo(409);
            workers.shutdownNow();
        }
    }

    @Test
    void saysWhyNothingWasDecided() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            assertThat(gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"abort\"}")
                            .body())
                    .contains("\"status\":409", "waits for nobody: it is submitted");
            pause(gateway, run);
            assertThat(gateway.post("/v1/runs/" + run + "/decide", "{}").body()).contains("verb is missing");
            assertThat(gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"approve\"}")
                            .body())
                    .contains("It is retry, edit or abort");

            HttpResponse<String> away = gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"abort\"}");

            assertThat(away.statusCode()).as(away.body()).isEqualTo(503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();
            assertThat(gateway.post("/v1/runs/bugfix-0/decide", "{}").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void readsAQuestionThatANewerWorkerAsked() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            pause(gateway, run, QUESTION.replace("{\"question\"", "{\"urgency\":\"high\",\"question\""));

            HttpResponse<String> answer = gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"edit\"}");

            assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(500);
        }
    }

    @Test
    void offersThePatchOfTheWorkThatItWaitsWith() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            String patch = "{\"digest\":\"%s\",\"size\":3,\"mediaType\":\"text/x-patch\"}".formatted("ab".repeat(32));

            pause(gateway, run, QUESTION.replace("{\"question\"", "{\"patch\":" + patch + ",\"question\""));

            assertThat(gateway.get("/v1/runs/" + run).body()).contains("\"patch\":\"/v1/runs/" + run + "/patch\"");
        }
    }

    @Test
    void saysUntilWhenARunIsParkedAndWhyAndAsksNobody() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            gateway.bean(Runs.class)
                    .park("default", run, new Revision(Instant.parse("2026-11-21T10:00:00Z"), 1), "fix", """
                            {"kind":"limit","until":"2026-11-21T14:05:00Z","reason":"It takes no more for now."}""");

            assertThat(gateway.get("/v1/runs/" + run).body())
                    .contains("\"status\":\"parked\"", "\"waitsSince\":")
                    .contains("\"kind\":\"limit\"", "\"until\":\"2026-11-21T14:05:00Z\"", "It takes no more for now.")
                    .doesNotContain("decideWith");
            assertThat(gateway.get("/v1/runs?status=parked").body()).contains(run);
            assertThat(gateway.get("/v1/runs?status=needs_human").body()).doesNotContain(run);
            HttpResponse<String> answer = gateway.post("/v1/runs/" + run + "/decide", "{\"verb\":\"retry\"}");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("waits for nobody: it is parked");
        }
    }

    @Test
    void saysWhoseFiguresTheCostIs() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));
            String ended = """
                    {"step":"%s","usage":{"turns":1,"inputTokens":2,"outputTokens":3,"costMicros":%d,"source":"%s"}}""";
            gateway.bean(Events.class)
                    .append(
                            "default",
                            run,
                            List.of(
                                    new NewEvent("agent.ended", ended.formatted("reproduce/1", 10, "measured")),
                                    new NewEvent("agent.ended", ended.formatted("fix/1", 100, "estimated")),
                                    new NewEvent("agent.ended", ended.formatted("fix/1", 110, "estimated")),
                                    new NewEvent("agent.ended", ended.formatted("fix/2", 1000, "measured"))));

            assertThat(gateway.get("/v1/runs/" + run).body()).contains("\"costMicros\":1120,\"source\":\"estimated\"");
        }
    }

    private static String asking(TestingGateway gateway) {
        String run = id(gateway.post("/v1/bugfixes", BUG));
        pause(gateway, run);
        return run;
    }

    private static void pause(TestingGateway gateway, String run) {
        pause(gateway, run, QUESTION);
    }

    private static void pause(TestingGateway gateway, String run, String question) {
        assertThat(gateway.bean(Runs.class)
                        .pause("default", run, new Revision(Instant.parse("2026-11-21T10:00:00Z"), 1), "fix", question))
                .isTrue();
    }
}
