package dev.pawl.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A gateway that answers as it was told, from the golden files, and remembers what it was asked.
final class FakeGateway implements AutoCloseable {

    /// What was asked, with the headers that matter.
    record Asked(String route, String body, String authorization, String idempotencyKey) {}

    private record Reply(int status, String body) {}

    private static final Reply HANG_UP = new Reply(0, "");

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    FakeGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// Answers this route so; told more than once, in that order, and the last answer stays.
    FakeGateway on(String route, int status, String goldenFile) {
        return reply(route, new Reply(status, golden(goldenFile)));
    }

    FakeGateway onText(String route, int status, String body) {
        return reply(route, new Reply(status, body));
    }

    /// Takes the request and closes the connection without a word, as a gateway that is killed.
    FakeGateway hangUpOn(String route) {
        return reply(route, HANG_UP);
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
                String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"))));
        if (reply.equals(HANG_UP)) {
            exchange.close();
            return;
        }
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private synchronized Reply next(Asked question) {
        asked.add(question);
        Deque<Reply> queue = replies.get(question.route());
        if (queue == null) {
            return new Reply(599, "{\"title\":\"The test expects no " + question.route() + "\"}");
        }
        return queue.size() > 1 ? queue.removeFirst() : queue.getFirst();
    }
}
