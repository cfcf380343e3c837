package dev.pawl.local.guest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A gateway that answers each route as it was told, one answer after the other; the last one stays.
final class ScriptedGateway implements AutoCloseable {

    private record Reply(int status, String body) {}

    private final HttpServer server;
    private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
    private final List<String> asked = new ArrayList<>();

    ScriptedGateway() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    ScriptedGateway on(String route, int status, String body) {
        replies.computeIfAbsent(route, key -> new ArrayDeque<>()).add(new Reply(status, body));
        return this;
    }

    Gateway door() {
        return new Gateway(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "the-key");
    }

    /// Each request: route, key and body.
    synchronized List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(route + " " + exchange.getRequestHeaders().getFirst("Authorization") + " " + body);
        Deque<Reply> left = replies.getOrDefault(route, new ArrayDeque<>(List.of(new Reply(404, route))));
        Reply reply = left.size() > 1 ? left.remove() : left.element();
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(reply.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
