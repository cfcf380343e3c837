package dev.pawl.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.CreatedApiKey;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.AuditEntry;
import dev.pawl.store.testing.TestingDatabase;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Calls that are judged, read and noted together are still calls of their own.
@Timeout(120)
final class CrowdTest {

    private static final int CALLERS = 16;
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;

    private final TestingDatabase database = TestingDatabase.fresh();

    @AutoClose
    private final TestingGateway gateway = TestingGateway.with(database, Map.of());

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void stopsARevokedKeyAtOnceThoughManyCallWithIt() throws Exception {
        CreatedApiKey key = key("default");
        AtomicBoolean revoked = new AtomicBoolean();
        Semaphore letIn = new Semaphore(0);
        List<Future<Integer>> calling = all(CALLERS, _ -> callUntilStopped(key, revoked, letIn));
        letIn.acquire(5 * CALLERS);

        assertThat(gateway.delete("/v1/keys/" + key.key().id()).statusCode()).isEqualTo(204);
        revoked.set(true);

        assertThat(gateway.getAs("Bearer " + key.text(), "/v1/runs").body()).contains("was revoked");
        for (Future<Integer> each : calling) {
            assertThat(each.get()).isEqualTo(UNAUTHORIZED);
        }
    }

    @Test
    void showsEachCallerTheRunOfItsOwnTenant() throws Exception {
        List<CreatedApiKey> keys = List.of(key("ours"), key("theirs"), key("others"));
        List<String> runs = new ArrayList<>();
        for (CreatedApiKey key : keys) {
            runs.add(TestingGateway.id(gateway.send(gateway.request("/v1/checkups")
                    .setHeader("Authorization", "Bearer " + key.text())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build())));
        }

        List<Future<HttpResponse<String>>> answers = all(
                9 * CALLERS,
                number ->
                        gateway.getAs("Bearer " + keys.get(number % 3).text(), "/v1/runs/" + runs.get(number / 3 % 3)));

        for (int number = 0; number < answers.size(); number++) {
            HttpResponse<String> answer = answers.get(number).get();
            if (number % 3 == number / 3 % 3) {
                assertThat(answer.statusCode()).isEqualTo(OK);
                assertThat(answer.body()).contains("\"id\":\"" + runs.get(number % 3) + "\"");
            } else {
                assertThat(answer.statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void notesEachCallBeforeItIsAnswered() throws Exception {
        List<Future<Iterable<AuditEntry>>> seen = all(CALLERS, number -> {
            gateway.get("/v1/runs/checkup-" + number);
            return gateway.bean(Audit.class).list("default", 500, null);
        });

        for (int number = 0; number < CALLERS; number++) {
            String action = "GET /v1/runs/checkup-" + number;
            assertThat(seen.get(number).get())
                    .filteredOn(entry -> entry.action().equals(action))
                    .hasSize(1)
                    .allMatch(entry -> entry.status() == 404);
        }
    }

    @Test
    void answersACallThatCannotBeNoted() throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("alter table audit add constraint full_of_it check (status <> 404) not valid");
        }

        assertThat(gateway.get("/v1/runs/checkup-unnoted").statusCode()).isEqualTo(404);
        assertThat(gateway.get("/v1/runs").statusCode()).isEqualTo(OK);
        assertThat(gateway.bean(Audit.class).list("default", 500, null))
                .extracting(AuditEntry::action)
                .containsExactly("GET /v1/runs");
    }

    /// Whoever calls after the key was revoked is not let in. The last status is the answer.
    private int callUntilStopped(CreatedApiKey key, AtomicBoolean revoked, Semaphore letIn) {
        int status = OK;
        while (status == OK) {
            boolean isRevoked = revoked.get();
            status = gateway.getAs("Bearer " + key.text(), "/v1/runs").statusCode();
            assertThat(isRevoked && status == OK).isFalse();
            letIn.release();
        }
        return status;
    }

    private <T> List<Future<T>> all(int callers, Caller<T> caller) {
        return IntStream.range(0, callers)
                .mapToObj(number -> threads.submit((Callable<T>) () -> caller.call(number)))
                .toList();
    }

    private interface Caller<T> {
        T call(int number) throws Exception;
    }

    private CreatedApiKey key(String tenant) {
        return gateway.bean(ApiKeys.class)
                .create(tenant, new NewApiKey("crowd", EnumSet.of(Scope.READ, Scope.SUBMIT), null));
    }
}
