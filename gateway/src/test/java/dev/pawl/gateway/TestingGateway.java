package dev.pawl.gateway;

import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingPorts;
import dev.pawl.store.testing.TestingPostgres;
import io.micronaut.context.ApplicationContext;
import io.temporal.client.WorkflowClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// The whole gateway as the program opens it, on a real PostgreSQL and a Temporal test server that can be away.
public final class TestingGateway implements AutoCloseable {

    public static final String SEGMENT = "0123456789abcdef0123456789abcdef";
    public static final String UI = "http://127.0.0.1:8233";
    private static final String RUNS = "/v1/runs/";
    private static final String KEY = "pawl_abcdefghijkl_" + "A".repeat(43);

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port = TestingPorts.free();
    private final int temporalPort = TestingPorts.free();
    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final ApplicationContext context;
    private @Nullable TestingTemporal temporal;

    private TestingGateway(TestingDatabase database, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(database.settings());
        settings.put("micronaut.application.name", "pawl-gateway");
        settings.put("pawl.s3.endpoint", "http://127.0.0.1:9");
        settings.put("pawl.s3.access-key", "none");
        settings.put("pawl.s3.secret-key", "none");
        settings.put("pawl.temporal.address", "127.0.0.1:" + temporalPort);
        settings.put("pawl.gateway.port", port);
        settings.put("pawl.codec.local-path", SEGMENT);
        settings.put(
                "pawl.keys.file", file("current=a\nkey.a=" + Base64.getEncoder().encodeToString(new byte[32])));
        settings.put("pawl.access.bootstrap-key-file", file(KEY));
        settings.putAll(more);
        InstantSource time = () -> Instant.now().plus(ahead.get());
        context = ApplicationContext.builder(settings).start();
        context.registerSingleton(InstantSource.class, time);
    }

    public static TestingGateway open() {
        TestingGateway gateway = with(TestingDatabase.fresh(), Map.of());
        gateway.openTemporal();
        return gateway;
    }

    public static TestingGateway withoutTemporal() {
        return with(TestingDatabase.fresh(), Map.of());
    }

    public static TestingGateway on(TestingPostgres server) {
        return with(TestingDatabase.on(server), Map.of());
    }

    public static TestingGateway with(TestingDatabase database, Map<String, Object> more) {
        TestingGateway gateway = new TestingGateway(database, more);
        gateway.context.getBean(GatewayService.class).open();
        return gateway;
    }

    public void openTemporal() {
        temporal = TestingTemporal.at(temporalPort);
    }

    /// The gateway's clock jumps.
    public void pass(Duration time) {
        ahead.updateAndGet(shift -> shift.plus(time));
    }

    /// The server dies, and what it knew with it.
    public void loseTemporal() {
        TestingTemporal known = temporal;
        if (known != null) {
            known.close();
        }
    }

    public WorkflowClient temporal() {
        return context.getBean(WorkflowClient.class);
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// As the program closes it when it is told to end.
    public void closeDoors(Duration grace) {
        context.getBean(GatewayService.class).close(grace);
    }

    public int port() {
        return port;
    }

    /// Where it looks for Temporal.
    public int temporalPort() {
        return temporalPort;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET().build());
    }

    public HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = request(path).header("Content-Type", "application/json");
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE().build());
    }

    /// A request with another key than the first, or with none.
    public HttpResponse<String> getAs(@Nullable String authorization, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path)).timeout(Duration.ofSeconds(30));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return send(request.GET().build());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + KEY);
    }

    public HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The run that an answer tells of.
    public static String id(HttpResponse<String> answer) {
        String place = answer.headers().firstValue("Location").orElse("");
        if (!place.startsWith(RUNS)) {
            throw new AssertionError("%d %s".formatted(answer.statusCode(), answer.body()));
        }
        return place.substring(RUNS.length());
    }

    @Override
    public void close() {
        if (context.isRunning()) {
            closeDoors(Duration.ofSeconds(5));
        }
        context.close();
        http.close();
        if (temporal != null) {
            temporal.close();
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static Path file(String text) {
        try {
            Path file = Files.createTempFile("pawl-gateway-", "");
            file.toFile().deleteOnExit();
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
