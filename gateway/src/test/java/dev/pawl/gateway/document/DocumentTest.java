package dev.pawl.gateway.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Runs;
import io.micronaut.web.router.Router;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The OpenAPI document tells of every route, and of no other.
final class DocumentTest {

    @AutoClose
    private static final TestingGateway GATEWAY = TestingGateway.withoutTemporal();

    private final Map<String, Object> document = document();

    @Test
    void tellsOfEveryRouteAndOfNoOther() {
        Set<String> routes = GATEWAY.bean(Router.class)
                .uriRoutes()
                .filter(route -> !route.getHttpMethodName().equals("HEAD"))
                .map(route -> route.getHttpMethodName() + " "
                        + route.getUriMatchTemplate().toPathString())
                .filter(route -> route.contains(" /v1/"))
                .collect(Collectors.toCollection(TreeSet::new));

        Set<String> told = new TreeSet<>();
        map(document.get("paths"))
                .forEach((path, operations) -> map(operations).keySet().stream()
                        .filter(method -> !method.equals("parameters"))
                        .forEach(method -> told.add(method.toUpperCase(Locale.ROOT) + " " + path)));

        assertThat(told).isEqualTo(routes).hasSizeGreaterThan(14);
    }

    @Test
    void tellsOfTheAnswersThatAreGiven() {
        assertTold("/v1/bugfixes", "post", GATEWAY.post("/v1/bugfixes", "{}"), 422);
        assertTold("/v1/bugfixes", "post", GATEWAY.post("/v1/bugfixes", "{"), 400);
        assertTold("/v1/bugfixes", "post", GATEWAY.post("/v1/bugfixes", "x".repeat(2_000_000)), 413);
        assertTold("/v1/runs", "get", GATEWAY.get("/v1/runs"), 200);
        assertTold("/v1/runs", "get", GATEWAY.getAs(null, "/v1/runs"), 401);
        assertTold("/v1/runs/{id}", "get", GATEWAY.get("/v1/runs/bugfix-0"), 404);
        assertTold("/v1/runs/{id}/patch", "get", GATEWAY.get("/v1/runs/bugfix-0/patch"), 404);
        assertTold("/v1/runs/{id}/decide", "post", GATEWAY.post("/v1/runs/bugfix-0/decide", "{}"), 404);
        assertTold("/v1/openapi.yaml", "get", GATEWAY.get("/v1/openapi.yaml"), 200);
        assertTold("/v1/checkups", "post", GATEWAY.post("/v1/checkups", "{}"), 202);
        assertTold("/v1/keys", "get", GATEWAY.get("/v1/keys"), 200);
        assertTold("/v1/keys/{id}", "delete", GATEWAY.delete("/v1/keys/nothing"), 404);
        assertTold("/v1/keys/{id}", "delete", GATEWAY.delete("/v1/keys/abcdefghijkl"), 409);
        assertTold("/v1/audit", "get", GATEWAY.get("/v1/audit"), 200);
    }

    @Test
    void tellsOfTheMessagesOfAStream() {
        Runs runs = GATEWAY.bean(Runs.class);
        runs.create("default", "bugfix-1", "bugfix", "A bug");
        GATEWAY.bean(Events.class).append("default", "bugfix-1", List.of(new NewEvent("agent.log", "{}")));
        runs.endUnheard("default", runs.find("default", "bugfix-1").orElseThrow(), "{\"type\":\"terminated\"}");

        HttpResponse<String> answer = GATEWAY.send(GATEWAY.request("/v1/runs/bugfix-1/events?with=run")
                .header("Accept", "text/event-stream")
                .build());

        assertTold("/v1/runs/{id}/events", "get", answer, 200);
        assertThat(answer.body()).contains("event: event", "event: end");
        assertThat(GATEWAY.get("/v1/openapi.yaml").body()).contains("`event` is", "`run`,", "`end` is", "`lost` is");
        assertTold("/v1/runs/{id}/events", "get", GATEWAY.get("/v1/runs/bugfix-1/events?with=all"), 422);
    }

    private void assertTold(String path, String method, HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(status);
        Map<String, Object> operation =
                map(map(map(document.get("paths")).get(path)).get(method));
        Map<String, Object> responses = map(operation.get("responses"));
        assertThat(responses).as(method + " " + path).containsKey(String.valueOf(status));
        Map<String, Object> response = resolved(map(responses.get(String.valueOf(status))));
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceAll(";.*", "");
        assertThat(map(response.get("content"))).as(method + " " + path).containsKey(type);
    }

    private Map<String, Object> resolved(Map<String, Object> response) {
        Object ref = response.get("$ref");
        if (ref == null) {
            return response;
        }
        Map<String, Object> found = document;
        for (String name : ref.toString().substring(2).split("/", -1)) {
            found = map(found.get(name));
        }
        return found;
    }

    private static Map<String, Object> document() {
        return map(new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(GATEWAY.get("/v1/openapi.yaml").body()));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
