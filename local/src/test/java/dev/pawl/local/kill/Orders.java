package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.guest.GuestHouse;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/// Who asks for bug fixes, as a careful client does: under a key of its own each, again and again until there is an
/// answer. Each is in a repository of its own, so that each has something to keep.
final class Orders {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final GuestHouse house;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> placed = new LinkedHashMap<>();
    private final Map<String, Sums> repositories = new HashMap<>();
    private final List<String> open = new ArrayList<>();

    Orders(GuestHouse house) {
        this.house = house;
    }

    /// The key of each, and its run.
    Map<String, String> placed() {
        return placed;
    }

    /// The repository of a run.
    Sums repository(String id) {
        return Objects.requireNonNull(repositories.get(id));
    }

    int open() {
        return open.size();
    }

    /// Answers with the run.
    String place() throws InterruptedException, IOException {
        String key = "order-" + (placed.size() + 1);
        Sums sums = Sums.in(house.home().demo().resolve(key));
        Map<String, Object> bug = Map.of(
                "title", "Sums are wrong, " + key,
                "report", "3 + 0 is not 3.",
                "repository", Map.of("url", sums.url(), "ref", "main"),
                "agent", Map.of("runtime", "recorded", "name", "sums"),
                "limits", Map.of("heartbeat", "PT5S"));
        HttpRequest.Builder request = request("/v1/bugfixes")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(Json.MAPPER.valueToTree(bug).toString()));
        String id = answered(request).path("id").asText();
        placed.put(key, id);
        repositories.put(id, sums);
        open.add(id);
        return id;
    }

    /// So many at once, a new one for each that ends, until it is enough.
    void keepComing(int atOnce, BooleanSupplier enough, Duration patience) throws InterruptedException, IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!enough.getAsBoolean() && System.nanoTime() < deadline) {
            while (open() < atOnce) {
                place();
            }
            Thread.sleep(PAUSE);
            look();
        }
    }

    /// Forgets those that have ended, or wait for a person.
    void look() throws InterruptedException {
        for (String id : List.copyOf(open)) {
            JsonNode run = run(id);
            if (List.of("ended", "needs_human").contains(run.path("status").asText())) {
                open.remove(id);
            }
        }
    }

    void awaitAll(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!open.isEmpty()) {
            assertThat(System.nanoTime()).as("still open: %s", open).isLessThan(deadline);
            Thread.sleep(PAUSE);
            look();
        }
    }

    JsonNode run(String id) throws InterruptedException {
        return answered(request("/v1/runs/" + id));
    }

    List<JsonNode> events(String id) throws InterruptedException {
        return answered(request("/v1/runs/" + id + "/events?limit=500"))
                .path("events")
                .valueStream()
                .toList();
    }

    private HttpRequest.Builder request(String path) {
        String token = PrivateFiles.read(house.home().token()).strip();
        return HttpRequest.newBuilder(URI.create(house.address("gateway") + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token);
    }

    private JsonNode answered(HttpRequest.Builder request) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String trouble;
            try {
                HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
                if (answer.statusCode() < 300) {
                    return Json.MAPPER.readTree(answer.body());
                }
                trouble = answer.statusCode() + " " + answer.body();
                assertThat(answer.statusCode()).as(trouble).isIn(500, 502, 503, 504, 409, 429);
            } catch (IOException away) {
                trouble = away.toString();
            }
            assertThat(System.nanoTime()).as(trouble).isLessThan(deadline);
            Thread.sleep(PAUSE);
        }
    }
}
