package dev.pawl.cli.client;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gateway's routes, one method each. A refusal is thrown as a [Complaint] in the gateway's own words.
public final class Gateway {

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

    public Gateway(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /// Asks for a checkup. The same idempotency key gives the same run, however often it is sent.
    public Answer<RunView> checkUp(CheckupRequest checkup, String idempotencyKey) {
        Map<String, Object> body =
                Map.of("rounds", checkup.rounds(), "pause", checkup.pause().toString());
        return read(
                send(request("/v1/checkups")
                        .header("Idempotency-Key", idempotencyKey)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))),
                RunView.class);
    }

    /// Asks for a bug to be fixed. The same idempotency key gives the same run, however often it is sent.
    public Answer<RunView> fix(BugReport bug, String idempotencyKey) {
        return read(
                send(request("/v1/bugfixes")
                        .header("Idempotency-Key", idempotencyKey)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(bug).toString()))),
                RunView.class);
    }

    /// Answers the question that a run waits with.
    public Answer<RunView> decide(String id, String verb, @Nullable String note) {
        Map<String, String> body = note == null ? Map.of("verb", verb) : Map.of("verb", verb, "note", note);
        return read(
                send(request("/v1/runs/" + encoded(id) + "/decide")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString()))),
                RunView.class);
    }

    public Answer<RunView> cancel(String id) {
        return read(send(request("/v1/runs/" + encoded(id) + "/cancel").POST(BodyPublishers.noBody())), RunView.class);
    }

    /// The work of a run, as `git am` takes it.
    public byte[] patch(String id) {
        return send(request("/v1/runs/" + encoded(id) + "/patch").GET());
    }

    public Answer<EvidenceView> evidence(String id) {
        return read(send(request("/v1/runs/" + encoded(id) + "/evidence").GET()), EvidenceView.class);
    }

    public Answer<RunsView> runs(RunQuery query) {
        String path = "/v1/runs?limit=" + query.limit() + also("after", query.after()) + also("kind", query.kind())
                + also("status", query.status()) + also("repository", query.repository()) + also("text", query.text());
        return read(send(request(path).GET()), RunsView.class);
    }

    public Answer<RunView> run(String id) {
        return read(send(request("/v1/runs/" + encoded(id)).GET()), RunView.class);
    }

    public Answer<EventsView> events(String id, long after, int limit) {
        String path = "/v1/runs/" + encoded(id) + "/events?after=" + after + "&limit=" + limit;
        return read(send(request(path).GET()), EventsView.class);
    }

    /// What happens in a run behind the event `after`, and the run itself whenever it moves on, until it ends.
    public Happenings follow(String id, long after) {
        HttpResponse<InputStream> response = exchange(
                request("/v1/runs/" + encoded(id) + "/events?with=run")
                        .setHeader("Accept", STREAM + ", application/problem+json;q=0.5")
                        .header("Last-Event-ID", Long.toString(after))
                        .build(),
                BodyHandlers.ofInputStream());
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (response.statusCode() == 200 && type.startsWith(STREAM)) {
            return new Happenings(this, response.body());
        }
        throw refused(response.statusCode(), all(response.body()));
    }

    public Answer<KeysView> keys() {
        return read(send(request("/v1/keys").GET()), KeysView.class);
    }

    public Answer<KeysView.Key> createKey(KeyRequest wanted) {
        return read(
                send(request("/v1/keys")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(wanted).toString()))),
                KeysView.Key.class);
    }

    public void revokeKey(String id) {
        send(request("/v1/keys/" + encoded(id)).DELETE());
    }

    public Answer<AuditView> audit(int limit, @Nullable String after) {
        return read(
                send(request("/v1/audit?limit=" + limit + also("after", after)).GET()), AuditView.class);
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

    private static String also(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encoded(value);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
