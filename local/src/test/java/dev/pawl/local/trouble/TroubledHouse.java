package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// A house of real programs, asked over HTTP as everybody asks it.
final class TroubledHouse implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final List<String> WISHES =
            List.of("--gateway-port", "auto", "--ui-port", "auto", "--temporal-port", "auto");

    private final HttpClient http = HttpClient.newHttpClient();
    private final GuestHouse house;

    private TroubledHouse(GuestHouse house) {
        this.house = house;
    }

    static TroubledHouse open(Map<String, String> environment) throws InterruptedException {
        GuestHouse house = GuestHouse.own(environment);
        StringBuilder said = new StringBuilder();
        try {
            house.open(line -> said.append(line).append('\n'), WISHES);
        } catch (RuntimeException failure) {
            throw new AssertionError(said.toString(), failure);
        }
        return new TroubledHouse(GuestHouse.own(environment));
    }

    Home home() {
        return house.home();
    }

    String address(String name) {
        return house.address(name);
    }

    /// Asks for a bug to be fixed; answers with the run's id.
    String report(Map<String, Object> bug) throws InterruptedException {
        return send("/v1/bugfixes", Json.MAPPER.valueToTree(bug)).path("id").asText();
    }

    void decide(String id, String verb) throws InterruptedException {
        send("/v1/runs/" + id + "/decide", Json.MAPPER.createObjectNode().put("verb", verb));
    }

    JsonNode run(String id) throws InterruptedException {
        return json(get("/v1/runs/" + id));
    }

    List<JsonNode> events(String id, String kind) throws InterruptedException {
        return json(get("/v1/runs/" + id + "/events?limit=500"))
                .path("events")
                .valueStream()
                .filter(event -> event.path("kind").asText().equals(kind))
                .map(event -> event.path("body"))
                .toList();
    }

    /// How the run stands, once it stands so.
    JsonNode await(String id, Predicate<JsonNode> wished) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode run = run(id);
        while (!wished.test(run)) {
            assertThat(System.nanoTime()).as(run.toPrettyString()).isLessThan(deadline);
            Thread.sleep(200);
            run = run(id);
        }
        return run;
    }

    String get(String path) throws InterruptedException {
        return send(request(path));
    }

    private JsonNode send(String path, JsonNode body) throws InterruptedException {
        return json(send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address("gateway") + path))
                .timeout(PATIENCE)
                .header(
                        "Authorization",
                        "Bearer " + PrivateFiles.read(home().token()).strip());
    }

    private String send(HttpRequest.Builder request) throws InterruptedException {
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
            return answer.body();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException failure) {
            throw new AssertionError(text, failure);
        }
    }

    @Override
    public void close() {
        try {
            house.close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
