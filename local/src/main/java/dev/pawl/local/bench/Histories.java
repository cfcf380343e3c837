package dev.pawl.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Json;
import dev.pawl.local.part.LocalHttp;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What a house's Temporal knows of workflows, asked over its Web UI's address. All of it is open there; what payloads
/// say is not, and is not asked.
final class Histories {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    private final String address;

    Histories(GuestHouse house) {
        address = house.findAddress("Temporal Web UI")
                        .orElseThrow(() -> new HouseException(
                                "This house's Temporal runs in memory and keeps no history that could be measured."))
                + "/api/v1/namespaces/default/workflows";
    }

    History of(String workflow) {
        return History.of(get("/" + encoded(workflow) + "/history?maximumPageSize=" + PAGE));
    }

    List<History> of(List<String> workflows) {
        return workflows.stream().map(this::of).toList();
    }

    /// How many bytes it holds.
    long bytes(String workflow) {
        return get("/" + encoded(workflow))
                .path("workflowExecutionInfo")
                .path("historySizeBytes")
                .asLong();
    }

    /// When the workflows of this type were started that began after this moment, in order.
    List<Instant> starts(String type, Instant after) {
        String query = "WorkflowType = '%s' AND StartTime > '%s'".formatted(type, after);
        List<Instant> starts = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = get("?pageSize=" + PAGE + "&query=" + encoded(query)
                    + (next.isEmpty() ? "" : "&nextPageToken=" + encoded(next)));
            page.path("executions")
                    .forEach(each ->
                            starts.add(Instant.parse(each.path("startTime").asText())));
            next = page.path("nextPageToken").asText();
        } while (!next.isEmpty());
        return starts.stream().sorted().toList();
    }

    static Stream<History.Step> steps(List<History> histories, String activity) {
        return histories.stream().flatMap(history -> history.steps(activity).stream());
    }

    private JsonNode get(String path) {
        try {
            LocalHttp.Answer answer = LocalHttp.get(address + path, PATIENCE);
            if (answer.status() != 200) {
                throw new HouseException(
                        "Temporal does not tell %s: %d %s".formatted(path, answer.status(), answer.body()));
            }
            return Json.MAPPER.readTree(answer.body());
        } catch (IOException failure) {
            throw new HouseException("Temporal does not answer %s (%s).".formatted(path, failure), failure);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
