package dev.pawl.activities.broker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A provider of models on loopback that answers as it is told, one answer after the other.
final class TestingProvider implements AutoCloseable {

    static final String START = """
            event: message_start
            data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":100,"cache_creation_input_tokens":40,"cache_read_input_tokens":1000,"cache_creation":{"ephemeral_5m_input_tokens":30,"ephemeral_1h_input_tokens":10},"output_tokens":1}}}

            """;
    static final String END = """
            event: message_delta
            data: {"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":50}}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    private final HttpServer server;
    private final Queue<Act> acts = new ConcurrentLinkedQueue<>();
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    private TestingProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::serve);
        server.start();
    }

    /// How one request is answered.
    @FunctionalInterface
    interface Act {
        void play(HttpExchange exchange) throws IOException;
    }

    /// What was asked.
    record Heard(String path, Map<String, List<String>> headers, String body) {}

    static TestingProvider start() throws IOException {
        return new TestingProvider();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Heard> heard() {
        return List.copyOf(heard);
    }

    TestingProvider then(Act act) {
        acts.add(act);
        return this;
    }

    /// An answer of events, each sent by itself.
    TestingProvider thenStream(String... events) {
        return then(exchange -> {
            try (OutputStream out = stream(exchange)) {
                for (String event : events) {
                    write(out, event);
                }
            }
        });
    }

    TestingProvider thenAnswer(int status, String body, String... headers) {
        return then(exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
            }
            exchange.getResponseHeaders().add("content-type", "application/json");
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        });
    }

    static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("content-type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    static void write(OutputStream out, String event) throws IOException {
        out.write(event.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /// One word of an answer, in an event of the Messages API.
    static String text(String text) {
        return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                + "{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}\n\n";
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(new Heard(exchange.getRequestURI().toString(), Map.copyOf(exchange.getRequestHeaders()), body));
            Act act = acts.poll();
            if (act == null) {
                throw new IOException("nobody said how this is answered");
            }
            act.play(exchange);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
