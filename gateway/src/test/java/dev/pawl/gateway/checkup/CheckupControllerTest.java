package dev.pawl.gateway.checkup;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.testing.TestingPostgres;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CheckupControllerTest {

    @AutoClose
    private static final TestingGateway SHARED = TestingGateway.withoutTemporal();

    @Test
    void storesACheckupAndStartsIt() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            HttpResponse<String> answer = gateway.post("/v1/checkups", "{\"rounds\":3,\"pause\":\"PT0.5S\"}");

            assertThat(answer.statusCode()).isEqualTo(202);
            assertThat(answer.body()).contains("\"title\":\"Checkup of 3 rounds\"", "\"status\":\"submitted\"");
            WorkflowExecutionDescription started = started(gateway, id(answer));
            assertThat(started.getWorkflowType()).isEqualTo("checkup");
        }
    }

    @Test
    void startsWhatItAcceptedOnceTemporalIsBack() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            HttpResponse<String> answer = gateway.post("/v1/checkups", "{}");
            assertThat(answer.statusCode()).isEqualTo(202);

            gateway.openTemporal();

            assertThat(started(gateway, id(answer)).getWorkflowType()).isEqualTo("checkup");
        }
    }

    @Test
    void makesOneRunOfOneKeyHoweverOftenItIsAskedAtOnce() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(threads.submit(() -> id(gateway.post("/v1/checkups", "{}", "Idempotency-Key", "once"))));
            }
            Set<String> runs = new HashSet<>();
            for (Future<String> answer : answers) {
                runs.add(answer.get());
            }
            assertThat(runs).hasSize(1);

            assertThat(id(gateway.post("/v1/checkups", " { } ", "Idempotency-Key", "once")))
                    .as("other spaces, the same words")
                    .isIn(runs);
            HttpResponse<String> other = gateway.post("/v1/checkups", "{\"rounds\":2}", "Idempotency-Key", "once");
            assertThat(other.statusCode()).isEqualTo(422);
            assertThat(other.body())
                    .contains("idempotency-conflict")
                    .contains(runs.iterator().next());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"rounds":0}          | 422 | rounds is 0. Ask for 1 to 100.
            {"rounds":101}        | 422 | rounds is 101.
            {"pause":"soon"}      | 422 | pause is 'soon', which is no duration.
            {"pause":"PT1H"}      | 422 | pause is PT1H. Ask for PT0S to PT1M.
            {"patience":"PT0S"}   | 422 | patience is PT0S.
            {"rounds":"many"}     | 400 | rounds must be a whole number, but is a text.
            {"rounds":"3"}        | 400 | rounds must be a whole number, but is a text.
            {"rounds":1.5}        | 400 | rounds must be a whole number, but is 1.5.
            {"round":1}           | 400 | There is no field 'round'. There are: patience, pause, rounds.
            {"rounds":            | 400 | The body is no JSON: it breaks off
            {} x                  | 400 | goes wrong
            {} {}                 | 400 | more after the end
            {"rounds":1,"rounds":2} | 400 | A name is given twice
            []                    | 400 | The body must be a JSON object
            """)
    void saysWhatIsWrongWithARequest(String body, int status, String detail) {
        HttpResponse<String> answer = SHARED.post("/v1/checkups", body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains(detail).doesNotContain("Exception", "dev.pawl.gateway", "micronaut");
    }

    @Test
    void saysNoInOneFormWhateverIsAsked() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            assertProblem(gateway.get("/v1/nothing"), 404);
            assertProblem(gateway.get("/v1/checkups"), 405);
            assertProblem(gateway.get("/v1/runs/checkup-absent"), 404);
            assertProblem(gateway.get("/v1/runs/%00"), 404);
            assertProblem(gateway.get("/v1/runs?after=KzEwMDAwMDAwMDAtMDEtMDFUMDA6MDA6MDBaIHg"), 422);
            assertProblem(gateway.get("/v1/runs?limit=0"), 422);
            assertProblem(gateway.get("/v1/runs?limit=many"), 400);
            assertProblem(gateway.get("/v1/runs?after=rubbish"), 422);
            assertProblem(gateway.post("/v1/checkups", "x".repeat(2_000_000)), 413);
            assertProblem(gateway.post("/v1/checkups", "{}", "Idempotency-Key", "two words"), 422);
        }
    }

    @Test
    void listsRunsPageByPage() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            for (int i = 0; i < 3; i++) {
                gateway.post("/v1/checkups", "{}");
            }
            String first = gateway.get("/v1/runs?limit=2").body();
            String next = first.replaceAll(".*\"next\":\"([^\"]+)\".*", "$1");
            String second = gateway.get("/v1/runs?limit=2&after=" + next).body();

            assertThat(first.split("\"id\":", -1)).hasSize(3);
            assertThat(second.split("\"id\":", -1)).hasSize(2);
            assertThat(second).doesNotContain("\"next\"");
        }
    }

    @Test
    void saysThatTheStoreIsAwayAndGoesOnWhenItIsBack() throws InterruptedException {
        try (TestingPostgres server = TestingPostgres.start();
                TestingGateway gateway = TestingGateway.on(server)) {
            server.kill();
            HttpResponse<String> away = gateway.post("/v1/checkups", "{}");
            assertProblem(away, 503);
            assertThat(away.headers().firstValue("Retry-After")).isPresent();

            server.restart();
            Instant until = Instant.now().plus(Duration.ofSeconds(30));
            HttpResponse<String> back = gateway.post("/v1/checkups", "{}");
            while (back.statusCode() == 503 && Instant.now().isBefore(until)) {
                Thread.sleep(200);
                back = gateway.post("/v1/checkups", "{}");
            }
            assertThat(back.statusCode()).isEqualTo(202);
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"https://pawl.dev/problems/", "\"detail\":\"", "\"status\":" + status);
    }

    private static WorkflowExecutionDescription started(TestingGateway gateway, String id) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(90));
        while (true) {
            try {
                return gateway.temporal().newUntypedWorkflowStub(id).describe();
            } catch (WorkflowNotFoundException e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                Thread.sleep(50);
            }
        }
    }
}
