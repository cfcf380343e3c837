package dev.pawl.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import io.micronaut.web.router.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Each route opens to the one scope that docs/architecture.md names for it.
final class ScopesTest {

    private static final Pattern ROW = Pattern.compile("\\| (.+) \\| (submit|read|decide|operate) \\|");
    private static final Pattern WORDS = Pattern.compile("`([^`]+)`");

    private final TestingGateway gateway = TestingGateway.withoutTemporal();

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void areTheOnesThatThePaperNames() throws IOException {
        assertThat(told().keySet())
                .isEqualTo(gateway.bean(Router.class)
                        .uriRoutes()
                        .map(route -> route.getHttpMethodName() + " "
                                + route.getUriMatchTemplate().toPathString())
                        .filter(route -> route.contains(" /v1/") && !route.startsWith("HEAD "))
                        .collect(Collectors.toSet()));
    }

    @Test
    void openNothingElse() throws IOException {
        told().forEach((route, needed) -> {
            HttpResponse<String> answer = ask(route, EnumSet.complementOf(EnumSet.of(needed)));

            assertThat(answer.statusCode()).as(route).isEqualTo(403);
            assertThat(answer.body()).as(route).contains("needs the scope " + word(needed));
            assertThat(ask(route, EnumSet.of(needed)).statusCode()).as(route).isNotEqualTo(403);
        });
    }

    /// A word without a method is the rest of the address of a run.
    private static Map<String, Scope> told() throws IOException {
        Map<String, Scope> told = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("..", "docs", "architecture.md")))
                .results()
                .forEach((MatchResult row) -> WORDS.matcher(row.group(1))
                        .results()
                        .map(word -> word.group(1))
                        .map(word -> word.contains(" ") ? word : "GET /v1/runs/{id}/" + word)
                        .forEach(route ->
                                told.put(route, Scope.valueOf(row.group(2).toUpperCase(Locale.ROOT)))));
        return told;
    }

    private HttpResponse<String> ask(String route, EnumSet<Scope> scopes) {
        String key = gateway.bean(ApiKeys.class)
                .create("default", new NewApiKey("some", scopes, null))
                .text();
        String method = route.substring(0, route.indexOf(' '));
        String path = route.substring(route.indexOf(' ') + 1).replaceAll("\\{\\w+}", "none");
        URI first = gateway.request("/v1/runs").build().uri();
        return gateway.send(HttpRequest.newBuilder(first.resolve(path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build());
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
