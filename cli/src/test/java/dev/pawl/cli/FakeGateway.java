package dev.pawl.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/// A gateway that answers as it was told, from the golden files, and remembers what it was asked.
final class FakeGateway implements AutoCloseable {

    /// What was asked, with the headers that matter.
    record Asked(String route, String body, String authorization, String idempotencyKey, String lastEventId) {}

    private record Reply(int status, String body, Charset charset, Ending ending) {

        Reply(int status, String body, Ending ending) {
            this(status, body, StandardCharsets.UTF_8, ending);
        }

        byte[] bytes() {
            return body.getBytes(charset);
        }
    }

    private enum Ending {
        COMPLETE,
        STREAM,
        CUT
    }

    private static final String JSON = "application/json";
    private static final long CUT_SHORT = 1_000_000;
    private static final Pattern PASSES = Pattern.compile("(?m)^: (PT\\w+)$");

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// Answers this route so; told more than once, in that order, and the last answer stays.
    FakeGateway on(String route, int status, String goldenFile) {
        return onText(route, status, golden(goldenFile));
    }

    FakeGateway onText(String route, int status, String body) {
        return reply(route, new Reply(status, body, Ending.COMPLETE));
    }

    FakeGateway onLatin1(String route, int status, String body) {
        return reply(route, new Reply(status, body, StandardCharsets.ISO_8859_1, Ending.COMPLETE));
    }

    /// Tells those who follow this run so, and then no more. A comment like `: PT5S` lets so much time pass.
    FakeGateway onStream(String run, String messages) {
        return reply(stream(run), new Reply(200, messages, Ending.STREAM));
    }

    /// The same, but the connection is cut behind the last character, as by a gateway that is killed.
    FakeGateway onCutStream(String run, String messages) {
        return reply(stream(run), new Reply(200, messages, Ending.CUT));
    }

    static String stream(String run) {
        return "GET /v1/runs/" + run + "/events?with=run";
    }

    /// Takes the request and closes the connection without a word, as a gateway that is killed.
    FakeGateway hangUpOn(String route) {
        return reply(route, new Reply(0, "", Ending.CUT));
    }

    /// How far the clock went on while the gateway told of a run.
    Duration passed() {
        return passed.get();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    List<String> routes() {
        return asked().stream().map(Asked::route).toList();
    }

    static String golden(String file) {
        try (InputStream stream = FakeGateway.class.getResourceAsStream("/api/" + file)) {
            if (stream == null) {
                throw new IllegalArgumentException("There is no golden file " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized FakeGateway reply(String route, Reply reply) {
        replies.computeIfAbsent(route, _ -> new ArrayDeque<>()).add(reply);
        return this;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Reply reply = next(new Asked(
                route,
                body,
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Last-Event-ID"))));
        switch (reply.ending()) {
            case COMPLETE -> write(exchange, reply, JSON, reply.bytes().length);
            case STREAM -> write(exchange, reply, "text/event-stream", 0);
            case CUT -> {
                if (reply.status() != 0) {
                    write(exchange, reply, "text/event-stream", CUT_SHORT);
                }
            }
        }
        exchange.close();
    }

    /// A length of 0 is one that is not told; of one that is told and not kept the reader sees that it was cut.
    private void write(HttpExchange exchange, Reply reply, String type, long length) throws IOException {
        passed.updateAndGet(time -> time.plus(PASSES.matcher(reply.body())
                .results()
                .map(match -> Duration.parse(match.group(1)))
                .reduce(Duration.ZERO, Duration::plus)));
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(reply.status(), reply.body().isEmpty() ? -1 : length);
        exchange.getResponseBody().write(reply.bytes());
        exchange.getResponseBody().flush();
    }

    private synchronized Reply next(Asked question) {
        asked.add(question);
        Deque<Reply> queue = replies.get(question.route());
        if (queue == null) {
            return new Reply(599, "{\"title\":\"The test expects no " + question.route() + "\"}", Ending.COMPLETE);
        }
        return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }
}
