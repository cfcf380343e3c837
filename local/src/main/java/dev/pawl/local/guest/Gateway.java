package dev.pawl.local.guest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What a command asks of a house's gateway, over HTTP like everybody else.
public final class Gateway {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI address;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();

    public Gateway(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /// Asks for a checkup of so many rounds with a pause between them; answers with the run.
    public RunView checkUp(int rounds, Duration pause) throws InterruptedException {
        String order = Json.MAPPER
                .valueToTree(Map.of("rounds", rounds, "pause", pause.toString()))
                .toString();
        HttpRequest.Builder request = request("/v1/checkups")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(order));
        return read(send(request), RunView.class);
    }

    /// Reports a bug; answers with the run.
    public RunView fix(BugReport bug) throws InterruptedException {
        return fix(bug, Duration.ofSeconds(5));
    }

    /// The same, where a worker may be silent for so long before another takes its agent over.
    public RunView fix(BugReport bug, Duration heartbeat) throws InterruptedException {
        return fix(bug, Map.of("heartbeat", heartbeat.toString()));
    }

    /// The same, with so many rounds before a person is asked.
    public RunView fix(BugReport bug, Duration heartbeat, int rounds) throws InterruptedException {
        return fix(bug, Map.of("heartbeat", heartbeat.toString(), "rounds", rounds));
    }

    private RunView fix(BugReport bug, Map<String, Object> limits) throws InterruptedException {
        Map<String, Object> order = new HashMap<>(Map.of(
                "repository", Map.of("url", bug.repository(), "ref", "main"),
                "title", bug.title(),
                "report", bug.report(),
                "agent", Map.of("runtime", bug.runtime(), "name", bug.agent()),
                "limits", limits));
        if (bug.sandbox() != null) {
            order.put("sandbox", bug.sandbox());
        }
        HttpRequest.Builder request = request("/v1/bugfixes")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.MAPPER.valueToTree(order).toString()));
        return read(send(request), RunView.class);
    }

    /// The work of a run.
    public String patch(String id) throws InterruptedException {
        return send(request("/v1/runs/" + id + "/patch"));
    }

    /// How a run stands.
    public RunView run(String id) throws InterruptedException {
        return read(send(request("/v1/runs/" + id)), RunView.class);
    }

    /// What happened in a run after the event of this number.
    public EventsView events(String id, long after) throws InterruptedException {
        return read(send(request("/v1/runs/" + id + "/events?limit=100&after=" + after)), EventsView.class);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
    }

    private String send(HttpRequest.Builder unfinished) throws InterruptedException {
        HttpRequest request = unfinished.build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() >= 500) {
                throw new GatewayAwayException(refused(request, response).sentence(), null);
            }
            if (response.statusCode() >= 300) {
                throw refused(request, response);
            }
            return response.body();
        } catch (IOException failure) {
            throw new GatewayAwayException(
                    "The gateway does not answer " + request.method() + " " + request.uri() + " (" + failure + ").",
                    failure);
        }
    }

    private static HouseException refused(HttpRequest request, HttpResponse<String> response) {
        return new HouseException("The gateway refuses " + request.method() + " " + request.uri() + " with status "
                + response.statusCode() + ": " + detail(response.body()));
    }

    /// A problem's own sentence, or the whole answer where it is none.
    private static String detail(String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            return problem.path("detail").asText(body);
        } catch (JsonProcessingException noProblem) {
            return body;
        }
    }

    private static <T> T read(String body, Class<T> type) {
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JsonProcessingException failure) {
            throw new HouseException("The gateway answers something else than was asked: " + body, failure);
        }
    }
}
