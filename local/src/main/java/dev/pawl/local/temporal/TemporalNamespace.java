package dev.pawl.local.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Json;
import dev.pawl.local.part.LocalHttp;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Settles the namespace `default`: ended runs are kept for seven days, and Pawl's search attributes are known.
/// The server's own flags do this only for a namespace that is not in the data file yet.
public final class TemporalNamespace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofDays(7);

    private final TemporalBinary binary;
    private final TemporalPorts ports;
    private final SearchAttributes attributes;

    TemporalNamespace(TemporalBinary binary, TemporalPorts ports, SearchAttributes attributes) {
        this.binary = binary;
        this.ports = ports;
        this.attributes = attributes;
    }

    /// Changes what is not so yet.
    public void settle() throws InterruptedException {
        try {
            keepEndedRuns();
            List<String> missing = missing();
            if (!missing.isEmpty()) {
                create(missing);
            }
        } catch (IOException failure) {
            throw new HouseException(
                    "Temporal's namespace could not be settled: " + failure.getMessage() + ".", failure);
        }
    }

    private void keepEndedRuns() throws IOException {
        LocalHttp.Answer answer = LocalHttp.post(
                api("/api/v1/namespaces/default/update"),
                "{\"config\":{\"workflowExecutionRetentionTtl\":\"" + RETENTION.toSeconds() + "s\"}}",
                PATIENCE);
        if (answer.status() != 200) {
            throw new IOException("the retention was refused with " + answer.status() + " " + answer.body());
        }
    }

    private List<String> missing() throws IOException {
        LocalHttp.Answer answer = LocalHttp.get(api("/api/v1/namespaces/default/search-attributes"), PATIENCE);
        JsonNode known = Json.MAPPER.readTree(answer.body()).path("customAttributes");
        if (answer.status() != 200) {
            throw new IOException("the search attributes are not told: " + answer.status() + " " + answer.body());
        }
        return attributes.types().keySet().stream()
                .filter(name -> !known.has(name))
                .toList();
    }

    private void create(List<String> missing) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binary.path().toString(),
                "operator",
                "search-attribute",
                "create",
                "--disable-config-env",
                "--disable-config-file",
                "--address=127.0.0.1:" + ports.frontend(),
                "--namespace=default"));
        for (String name : missing) {
            command.add("--name=" + name);
            command.add("--type=" + attributes.types().get(name));
        }
        OneShot.Result result = OneShot.run(Duration.ofSeconds(30), command);
        if (!result.isSuccess()) {
            throw new HouseException(
                    "Temporal does not take the search attributes " + missing + ": " + result.output());
        }
    }

    private String api(String path) {
        return "http://127.0.0.1:" + ports.api() + path;
    }
}
