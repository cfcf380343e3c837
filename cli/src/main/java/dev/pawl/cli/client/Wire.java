package dev.pawl.cli.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How the gateway is spoken to: JSON over HTTP, with a key. A refusal is thrown as a [Complaint] in its own words.
final class Wire {

    private static final Duration TO_CONNECT = Duration.ofSeconds(5);
    private static final Duration TO_ANSWER = Duration.ofSeconds(30);
    private static final String STREAM = "text/event-stream";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final URI address;
    private final String key;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Wire(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    <T> Answer<T> get(String pathAndQuery, Class<T> type) {
        return read(get(pathAndQuery), type);
    }

    byte[] get(String pathAndQuery) {
        return send(request(pathAndQuery).GET());
    }

    /// Sends a body; absent, none.
    <T> Answer<T> post(String path, @Nullable Object body, Class<T> type) {
        return read(send(posted(request(path), body)), type);
    }

    /// The same question under the same key is asked once, however often it is sent.
    <T> Answer<T> postOnce(String path, Object body, String idempotencyKey, Class<T> type) {
        return read(send(posted(request(path).header("Idempotency-Key", idempotencyKey), body)), type);
    }

    void delete(String path) {
        send(request(path).DELETE());
    }

    /// A stream of events behind the last one that was seen.
    InputStream stream(String pathAndQuery, long lastSeen) {
        HttpResponse<InputStream> response = exchange(
                request(pathAndQuery)
                        .setHeader("Accept", STREAM + ", application/problem+json;q=0.5")
                        .header("Last-Event-ID", Long.toString(lastSeen))
                        .build(),
                BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() == 200 && type.startsWith(STREAM)) {
            return response.body();
        }
        throw refused(response.statusCode(), all(response.body()));
    }

    private static HttpRequest.Builder posted(HttpRequest.Builder request, @Nullable Object body) {
        return body == null
                ? request.POST(BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()));
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(address + pathAndQuery))
                .timeout(TO_ANSWER)
                .header("Accept", "application/json, application/problem+json, */*;q=0.1")
                .header("Authorization", "Bearer " + key);
    }

    private byte[] send(HttpRequest.Builder request) {
        HttpResponse<byte[]> response = exchange(request.build(), BodyHandlers.ofByteArray());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        throw refused(response.statusCode(), response.body());
    }

    private Complaint refused(int status, byte[] body) {
        if (status / 100 == 2) {
            return stranger();
        }
        String sentence = problem(body).sentence(status);
        Exit exit = Exit.of(status);
        return exit == Exit.UNREACHABLE ? new Unreachable(null, sentence) : new Complaint(exit, sentence);
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        try {
            return http.send(request, handler);
        } catch (ConnectException | HttpConnectTimeoutException _) {
            throw new Unreachable(address, "Nobody answers at " + address + ".");
        } catch (IOException _) {
            throw brokenOff();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new Complaint(Exit.UNREACHABLE, "The command was stopped before the gateway answered.");
        }
    }

    private byte[] all(InputStream body) {
        try (body) {
            return body.readAllBytes();
        } catch (IOException _) {
            throw brokenOff();
        }
    }

    private Unreachable brokenOff() {
        return new Unreachable(null, "The connection to the gateway at " + address + " broke before it answered.");
    }

    private Complaint stranger() {
        return new Complaint(
                Exit.UNREACHABLE, "What answers at " + address + " does not speak as Pawl's gateway of this version.");
    }

    <T> Answer<T> read(String body, Class<T> type) {
        return read(body.getBytes(StandardCharsets.UTF_8), type);
    }

    private <T> Answer<T> read(byte[] body, Class<T> type) {
        try {
            JsonNode json = JSON.readTree(body);
            if (json.isObject()) {
                return new Answer<>(json, JSON.treeToValue(json, type));
            }
        } catch (IOException _) {
            // said below, as for an answer that is JSON but no object
        }
        throw stranger();
    }

    private static Problem problem(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            return new Problem(text(json.path("title")), text(json.path("detail")));
        } catch (IOException _) {
            return new Problem(null, null); // a proxy on the way answered with a page
        }
    }

    private static @Nullable String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : null;
    }
}
