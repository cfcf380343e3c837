package dev.pawl.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A provider of models on this machine that plays a script, and writes down which turns it sold.
final class TestingModels implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// Told of each turn, before it is answered and after.
    interface Listener {

        void asked(int turn);

        /// All but the last part of an answer, which has several, was sent.
        default void answeredInPart(int turn) {}

        void answered(int turn);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void asked(int turn) {}

        @Override
        public void answered(int turn) {}
    };

    private final HttpServer server;
    private final TestingScript script;
    private final Listener listener;
    private final List<Integer> sold = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    TestingModels(TestingScript script) throws IOException {
        this(script, NOBODY);
    }

    TestingModels(TestingScript script, Listener listener) throws IOException {
        this.script = script;
        this.listener = listener;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/messages", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// Which turns, in the order in which they were answered.
    List<Integer> sold() {
        return List.copyOf(sold);
    }

    /// What was shown with each request.
    List<String> keys() {
        return List.copyOf(keys);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            keys.add(String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")));
            int number = TestingLine.number(request);
            TestingScript.Turn turn = script.turn(number);
            listener.asked(number);
            Thread.sleep(turn.pause());
            send(exchange, number, TestingLine.events(number, turn));
            sold.add(number);
            listener.answered(number);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HttpExchange exchange, int number, String events) throws IOException {
        int last = events.lastIndexOf("event: content_block_start");
        boolean hasParts = events.indexOf("event: content_block_start") < last;
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, events.getBytes(StandardCharsets.UTF_8).length);
        OutputStream to = exchange.getResponseBody();
        to.write(events.substring(0, last).getBytes(StandardCharsets.UTF_8));
        to.flush();
        if (hasParts) {
            listener.answeredInPart(number);
        }
        to.write(events.substring(last).getBytes(StandardCharsets.UTF_8));
        to.flush();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
