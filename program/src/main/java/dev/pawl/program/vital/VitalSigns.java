package dev.pawl.program.vital;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The port on which a program says how it is: `/health` while it lives, `/ready` when it can work, `/metrics`.
@Singleton
public final class VitalSigns {

    private static final long PATIENCE_SECONDS = 4;

    private final VitalsSettings settings;
    private final List<VitalSign> signs;
    private final PrometheusMeterRegistry metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private @Nullable HttpServer server;
    private volatile boolean serving;
    private volatile Set<String> needed = Set.of();

    public VitalSigns(VitalsSettings settings, List<VitalSign> signs, PrometheusMeterRegistry metrics) {
        this.settings = settings;
        this.signs = List.copyOf(signs);
        this.metrics = metrics;
    }

    public void open() {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port %d on %s is taken. Set PAWL_VITALS_PORT to a free one."
                            .formatted(settings.port(), settings.host()),
                    e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/", exchange -> answer(exchange, 404, "text/plain", "Try /health, /ready or /metrics.\n"));
        server.createContext("/health", exchange -> answer(exchange, 200, "application/json", "{\"status\":\"up\"}\n"));
        server.createContext("/ready", this::ready);
        server.createContext(
                "/metrics", exchange -> answer(exchange, 200, "text/plain; version=0.0.4", metrics.scrape()));
        server.start();
    }

    /// What the program cannot work without; of the rest it tells, but it stays ready.
    public void needs(Set<String> names) {
        needed = Set.copyOf(names);
    }

    /// Whether the program takes work: not before it has opened, and no more once it is stopping.
    public void serving(boolean now) {
        serving = now;
    }

    public Readiness readiness() {
        List<Readiness.Part> parts = new ArrayList<>();
        parts.add(new Readiness.Part(
                Readiness.PROGRAM,
                serving ? Readiness.Status.UP : Readiness.Status.DOWN,
                serving ? null : "It is starting or stopping."));
        parts.addAll(checked(signs));
        return new Readiness(parts, needed);
    }

    /// How these things are, whether the program serves or not.
    public Readiness of(Set<String> names) {
        return new Readiness(
                checked(signs.stream()
                        .filter(sign -> names.contains(sign.name()))
                        .toList()),
                names);
    }

    private List<Readiness.Part> checked(List<VitalSign> asked) {
        List<Future<Readiness.Part>> checks = new ArrayList<>();
        for (VitalSign sign : asked) {
            checks.add(threads.submit(() -> check(sign)));
        }
        List<Readiness.Part> parts = new ArrayList<>();
        for (int i = 0; i < checks.size(); i++) {
            parts.add(awaited(asked.get(i).name(), checks.get(i)));
        }
        return parts;
    }

    private static Readiness.Part check(VitalSign sign) {
        try {
            sign.check();
            return new Readiness.Part(sign.name(), Readiness.Status.UP, null);
        } catch (RuntimeException e) {
            return new Readiness.Part(sign.name(), Readiness.Status.DOWN, String.valueOf(e.getMessage()));
        }
    }

    private static Readiness.Part awaited(String name, Future<Readiness.Part> check) {
        try {
            return check.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a check ended in an error", e);
        } catch (TimeoutException e) {
            check.cancel(true);
            return new Readiness.Part(
                    name, Readiness.Status.DOWN, "It gave no answer within %d s.".formatted(PATIENCE_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Readiness.Part(name, Readiness.Status.DOWN, "The check was interrupted.");
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        Readiness readiness = readiness();
        answer(
                exchange,
                readiness.overall() == Readiness.Status.DOWN ? 503 : 200,
                "application/json",
                readiness.json());
    }

    private static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @PreDestroy
    void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }
}
