package dev.pawl.gateway.bugfix;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.port.sandbox.Level;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BugFixControllerTest {

    private static final String LEAST = """
            {"repository":{"url":"https://git.example.org/a/b","ref":"main"},"title":"Sums are wrong",
             "agent":{"runtime":"command","name":"mender"}}""";

    @AutoClose
    private static final TestingGateway SHARED = TestingGateway.withoutTemporal();

    @Test
    void storesABugAndStartsItsLife() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            HttpResponse<String> answer = gateway.post("/v1/bugfixes", LEAST);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(answer.headers().firstValue("Location")).contains("/v1/runs/" + id(answer));
            assertThat(answer.body())
                    .contains("\"title\":\"Sums are wrong\"", "\"repository\":\"https://git.example.org/a/b\"");
            WorkflowExecutionDescription started = started(gateway, id(answer));
            assertThat(started.getWorkflowType()).isEqualTo("bugfix");
            BugFixRequest told = told(gateway, id(answer));
            assertThat(told.limits().deadline()).hasHours(4);
            assertThat(told.limits().rounds()).isEqualTo(3);
            assertThat(told.decisionKey()).isNotBlank();
            assertThat(told.least()).as("as the workers' settings say").isNull();
            assertThat(gateway.get("/v1/runs/" + id(answer)).body())
                    .contains("\"temporal\":\"http://127.0.0.1:8233/namespaces/default/workflows/" + id(answer) + "\"")
                    .doesNotContain(Objects.requireNonNull(told.decisionKey()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                          | 422 | repository is missing
            {"repository":null}                                         | 400 | repository is null. Leave it out instead.
            {"repository":"x"}                                          | 400 | repository must be an object
            {"repository":{}}                                           | 422 | repository.url is missing
            {"repository":{"url":"file:///etc"}}                        | 422 | repository.url is refused
            {"repository":{"url":"https://127.0.0.1/a"}}                | 422 | repository.url is refused
            {"repository":{"url":"https://user:pass@host.org/a"}}       | 422 | Name a credential
            {"repository":{"url":"https://host.org/a","ref":"--x"}}     | 422 | repository.ref is refused
            {"repository":{"url":"https://host.org/a","x":1}}           | 400 | There is no field 'repository.x'
            {"repository":{"url":"https://host.org/a"}}                 | 422 | title is missing
            {"repository":{"url":"https://host.org/a"},"title":"a\\nb"} | 422 | title holds a line break
            {"repository":{"url":"https://host.org/a"},"title":"a"}     | 422 | agent is missing
            {"repository":{"url":"https://host.org/a"},"title":"a","agent":{"runtime":"command","name":"a"},"sandbox":"x"} | 422 | sandbox is 'x'. It is bubblewrap or none.
            """)
    void namesTheFieldThatIsWrong(String body, int status, String detail) {
        HttpResponse<String> answer = SHARED.post("/v1/bugfixes", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "limits":{"rounds":11}                             | limits.rounds is 11
            "limits":{"deadline":"PT1S"}                       | limits.deadline is PT1S
            "limits":{"budget":{"usd":5}},"agent":{"runtime":"command","name":"a"} | nobody counts what agents of the runtime command spend
            "limits":{"budget":{"usd":5}},"agent":{"runtime":"recorded","name":"a"} | nobody counts what agents of the runtime recorded spend
            "limits":{"budget":{}},"agent":{"runtime":"claude-code","name":"a"} | limits.budget.usd is missing
            "limits":{"budget":{"usd":0}},"agent":{"runtime":"claude-code","name":"a"} | limits.budget.usd is 0. Ask for 0.000001 to 10000
            "limits":{"budget":{"usd":-1}},"agent":{"runtime":"claude-code","name":"a"} | limits.budget.usd is -1
            "limits":{"budget":{"usd":1e400}},"agent":{"runtime":"claude-code","name":"a"} | limits.budget.usd is 1E+400
            "limits":{"budget":{"usd":0.1234567}},"agent":{"runtime":"claude-code","name":"a"} | It takes 6 digits after the point
            "delivery":{"way":"mail"}                          | delivery.way is 'mail'
            "delivery":{"way":"patch","branch":"a"}            | delivery.branch is given
            "delivery":{"branch":"../x"}                       | delivery.branch is refused
            "trigger":{}                                       | trigger.system is missing
            "trigger":{"system":"x","tests":["a\\u0007"]}      | trigger.tests must hold texts
            "agent":{"runtime":"command"}                      | agent.name is missing
            """)
    void namesTheFieldWithinAnother(String field, String detail) {
        String agent = field.contains("agent") ? "" : ",\"agent\":{\"runtime\":\"command\",\"name\":\"a\"}";
        HttpResponse<String> answer = SHARED.post("/v1/bugfixes", """
                {"repository":{"url":"https://host.org/a"},"title":"a",%s%s}""".formatted(field, agent));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains(detail);
    }

    @Test
    void tellsTheStoryWhatItMayCost() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            assertThat(budget(gateway, "claude-code", "\"limits\":{\"budget\":{\"usd\":0.50}},"))
                    .isEqualTo(500_000);
            assertThat(budget(gateway, "claude-code", "\"limits\":{\"budget\":{\"usd\":12.000001}},"))
                    .isEqualTo(12_000_001);
            assertThat(budget(gateway, "claude-code", ""))
                    .as("the operator's, where the caller says nothing")
                    .isEqualTo(5_000_000);
            assertThat(budget(gateway, "command", "")).isNull();
        }
    }

    private static @Nullable Long budget(TestingGateway gateway, String runtime, String limits)
            throws InterruptedException {
        HttpResponse<String> answer = gateway.post("/v1/bugfixes", """
                {"repository":{"url":"https://host.org/a"},"title":"a",%s
                 "agent":{"runtime":"%s","name":"a"}}""".formatted(limits, runtime));
        started(gateway, id(answer));
        return told(gateway, id(answer)).limits().budgetMicros();
    }

    @Test
    void joinsTheOpenRunOfTheSameFailure() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String body = failure("https://host.org/a", "build-" + i);
                answers.add(threads.submit(() -> id(gateway.post("/v1/bugfixes", body))));
            }
            Set<String> runs = new HashSet<>();
            for (Future<String> answer : answers) {
                runs.add(answer.get());
            }

            assertThat(runs).hasSize(1);
            String events = gateway.get("/v1/runs/" + runs.iterator().next() + "/events?limit=500")
                    .body();
            assertThat(Pattern.compile("run.joined").matcher(events).results())
                    .as(events)
                    .hasSize(99);
            assertThat(id(gateway.post("/v1/bugfixes", failure("https://host.org/other", "build-1"))))
                    .isNotIn(runs);
        }
    }

    @Test
    void tellsTheStoryHowWellItIsToBeShutIn() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = id(
                    gateway.post("/v1/bugfixes", LEAST.replace("\"title\"", "\"sandbox\":\"bubblewrap\",\"title\"")));
            started(gateway, run);

            assertThat(told(gateway, run).least()).isEqualTo(Level.BUBBLEWRAP);
        }
    }

    @Test
    void joinsNoRunThatIsShutInOtherwise() {
        String usual = failure("https://host.org/levels", "build-1");
        String run = id(SHARED.post("/v1/bugfixes", usual));
        String shutIn = usual.replace("\"title\"", "\"sandbox\":\"bubblewrap\",\"title\"");

        assertThat(id(SHARED.post("/v1/bugfixes", usual))).isEqualTo(run);
        String other = id(SHARED.post("/v1/bugfixes", shutIn));
        assertThat(other).isNotEqualTo(run);
        assertThat(id(SHARED.post("/v1/bugfixes", shutIn))).isEqualTo(other);
    }

    @Test
    void joinsNoRunThatMendsAnotherBranch() {
        String main = id(SHARED.post("/v1/bugfixes", failure("https://host.org/branches", "build-1")));
        String topic = failure("https://host.org/branches\",\"ref\":\"topic", "build-2");

        assertThat(id(SHARED.post("/v1/bugfixes", topic))).isNotEqualTo(main);
    }

    @Test
    void takesTheAgentOfTheSettingsAndTrustedOrigins() {
        try (TestingGateway gateway = TestingGateway.with(
                TestingDatabase.fresh(),
                Map.of("pawl.bugfix.agent", "recorded:demo", "pawl.origin.trusted", "file:///srv/git"))) {
            assertThat(gateway.post("/v1/bugfixes", """
                            {"repository":{"url":"file:///srv/git/a"},"title":"a"}""").statusCode()).isEqualTo(202);
            assertThat(gateway.post("/v1/bugfixes", """
                            {"repository":{"url":"file:///srv/b"},"title":"a"}""").statusCode()).isEqualTo(422);
        }
    }

    @Test
    void refusesMoreThanTheBacklogHolds() {
        try (TestingGateway gateway =
                TestingGateway.with(TestingDatabase.fresh(), Map.of("pawl.gateway.backlog", "2"))) {
            assertThat(gateway.post("/v1/bugfixes", LEAST).statusCode()).isEqualTo(202);
            assertThat(gateway.post("/v1/checkups", "{}").statusCode()).isEqualTo(202);

            HttpResponse<String> answer = gateway.post("/v1/bugfixes", LEAST);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
    }

    @Test
    void findsRunsByWhatTheyAreAbout() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String bug = id(gateway.post("/v1/bugfixes", LEAST));
            String checkup = id(gateway.post("/v1/checkups", "{}"));

            assertThat(gateway.get("/v1/runs?kind=bugfix").body()).contains(bug).doesNotContain(checkup);
            assertThat(gateway.get("/v1/runs?text=SUMS").body()).contains(bug).doesNotContain(checkup);
            assertThat(gateway.get("/v1/runs?repository=https://git.example.org/a/b")
                            .body())
                    .contains(bug)
                    .doesNotContain(checkup);
            assertThat(gateway.get("/v1/runs?status=ended").body()).doesNotContain(bug);
            assertThat(gateway.get("/v1/runs?status=over").statusCode()).isEqualTo(422);
            assertThat(gateway.get("/v1/runs?text=%00").statusCode()).isEqualTo(422);
        }
    }

    private static String failure(String url, String build) {
        return """
                {"repository":{"url":"%s"},"title":"Red","agent":{"runtime":"command","name":"a"},
                 "trigger":{"system":"ci","build":"%s","tests":["b","a"]}}""".formatted(url, build);
    }

    private static BugFixRequest told(TestingGateway gateway, String id) {
        return gateway.temporal()
                .getOptions()
                .getDataConverter()
                .withContext(new WorkflowSerializationContext("default", id))
                .fromPayloads(
                        0,
                        Optional.of(gateway.temporal()
                                .fetchHistory(id)
                                .getEvents()
                                .getFirst()
                                .getWorkflowExecutionStartedEventAttributes()
                                .getInput()),
                        BugFixRequest.class,
                        BugFixRequest.class);
    }

    static WorkflowExecutionDescription started(TestingGateway gateway, String id) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                return gateway.temporal().newUntypedWorkflowStub(id).describe();
            } catch (WorkflowNotFoundException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }
}
