package dev.pawl.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.run.StageChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The answers that the command line is tested with are answers that this gateway gives.
final class CommandLineSamplesTest {

    private static final Path SAMPLES = Path.of("../cli/src/test/resources/api");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OUTCOME = """
            {"type": "sound", "findings": [
                {"pool": "work", "part": "database", "status": "sound", "detail": "", "millis": 3}]}""";

    @AutoClose
    private static final TestingGateway GATEWAY = TestingGateway.withoutTemporal();

    private static String run = "";

    @BeforeAll
    static void fill() {
        run = id();
        String running = id();
        Runs runs = GATEWAY.bean(Runs.class);
        StageChange probing = new StageChange(RunStatus.RUNNING, "probing", null);
        runs.move("default", running, new Revision(Instant.EPOCH.plusSeconds(1), 1), probing);
        runs.move("default", run, new Revision(Instant.EPOCH.plusSeconds(1), 1), probing);
        runs.end("default", run, new Revision(Instant.EPOCH.plusSeconds(1), 2), OUTCOME);
        GATEWAY.bean(Events.class)
                .append(
                        "default",
                        run,
                        List.of(new NewEvent("probed", "{\"pool\": \"work\", \"round\": 1, \"attempt\": 1}")));
        ApiKeys keys = GATEWAY.bean(ApiKeys.class);
        keys.create("default", new NewApiKey("ci", EnumSet.of(Scope.READ), Instant.parse("2099-01-01T00:00:00Z")));
        keys.revoke(
                "default",
                keys.create("default", new NewApiKey("old", EnumSet.of(Scope.READ), null))
                        .key()
                        .id());
    }

    @Test
    void showsRunsAsTheyAreTold() throws IOException {
        String known = GATEWAY.get("/v1/runs?limit=1").body();
        for (String sample : List.of("run-submitted", "run-running", "run-sound", "run-unsound")) {
            assertTold(sample, GATEWAY.get("/v1/runs/" + run).body(), runs());
        }
        assertTold(
                "runs",
                known,
                "{\"runs\": [" + GATEWAY.get("/v1/runs/" + run).body() + "]}",
                "{\"runs\": [" + runs() + "]}");
    }

    @Test
    void showsEventsKeysAndCallsAsTheyAreTold() throws IOException {
        assertTold("events", GATEWAY.get("/v1/runs/" + run + "/events").body());
        assertTold("keys", GATEWAY.get("/v1/keys").body());
        assertTold(
                "key-created",
                GATEWAY.post(
                                "/v1/keys",
                                "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresAt\":\"2099-01-01T00:00:00Z\"}")
                        .body());
        assertTold("audit", GATEWAY.get("/v1/audit?limit=1").body());
    }

    @Test
    void saysNoAsItIsTold() throws IOException {
        assertTold("problem-run-unknown", GATEWAY.get("/v1/runs/checkup-absent").body());
        assertTold("problem-forbidden", GATEWAY.get("/v1/runs/checkup-absent").body());
    }

    private static String runs() {
        return GATEWAY.get("/v1/runs").body().replaceFirst("^\\{\"runs\":\\[(\\{.*?\\})[,\\]].*", "$1");
    }

    /// Whatever the sample names, one of the answers names too.
    private static void assertTold(String sample, String... answers) throws IOException {
        Set<String> told = new TreeSet<>();
        for (String answer : answers) {
            collect("", JSON.readTree(answer), told);
        }
        Set<String> named = new TreeSet<>();
        collect("", JSON.readTree(Files.readString(SAMPLES.resolve(sample + ".json"))), named);

        // What an event says of itself is its own affair: the command prints it as it comes.
        named.removeIf(place -> place.startsWith(".events[].body."));
        assertThat(told).as("what the gateway tells of %s", sample).containsAll(named);
    }

    private static void collect(String place, JsonNode node, Set<String> names) {
        if (node.isArray()) {
            node.forEach(each -> collect(place + "[]", each, names));
        } else if (node.isObject()) {
            node.properties().forEach(field -> collect(place + "." + field.getKey(), field.getValue(), names));
        } else {
            names.add(place);
        }
    }

    private static String id() {
        return GATEWAY.post("/v1/checkups", "{}")
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replace("/v1/runs/", "");
    }
}
