package dev.pawl.activities.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.activities.broker.Broker;
import dev.pawl.activities.station.Folders;
import dev.pawl.workflows.port.agent.Usage;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One agent's way to a scripted model: one request, one answer, one connection.
final class TestingLine implements Broker.Line {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestingScript script;
    private final Broker.Barrier barrier;
    private final Path folder;
    private final ServerSocketChannel server;
    private final Set<Integer> counted = new HashSet<>();
    private Usage spent = Usage.NONE;
    private int first = -1;
    private volatile Broker.@Nullable Halt halt;

    TestingLine(TestingScript script, Broker.Barrier barrier) throws IOException {
        this.script = script;
        this.barrier = barrier;
        this.folder = Files.createTempDirectory("line");
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        Thread.ofVirtual().start(this::listen);
    }

    @Override
    public Path socket() {
        return folder.resolve("socket");
    }

    @Override
    public String token() {
        return "a-token-of-one-line";
    }

    @Override
    public synchronized Usage spent() {
        return spent;
    }

    @Override
    public Optional<Broker.Halt> halted() {
        return Optional.ofNullable(halt);
    }

    @Override
    public void close() {
        try {
            server.close();
            Folders.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                SocketChannel channel = server.accept();
                Thread.ofVirtual().start(() -> serve(channel));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(SocketChannel channel) {
        try (channel;
                InputStream in = new BufferedInputStream(Channels.newInputStream(channel));
                OutputStream out = Channels.newOutputStream(channel)) {
            String head = head(in);
            byte[] body = in.readNBytes(length(head));
            if (!head.startsWith("POST /v1/messages") || !head.contains(token())) {
                out.write(said("403 Forbidden", "application/json", "{\"type\":\"error\"}"));
                return;
            }
            out.write(answer(JSON.readTree(body)));
        } catch (IOException gone) {
            // The agent has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ends in its head");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .map(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
    }

    private byte[] answer(JsonNode request) throws IOException, InterruptedException {
        int number = number(request);
        reach(number, results(request));
        TestingScript.Turn turn = script.turn(number);
        if (script.halt(number) != null) {
            halt = script.halt(number);
        }
        if (halt != null && !script.isBeside()) {
            return said("402 Payment Required", "application/json", """
                    {"type":"error","error":{"type":"billing_error","message":"No more."}}""");
        }
        Thread.sleep(turn.pause());
        if (turn.breaksDown() || request.path("messages").toString().contains("Exit code 8")) {
            return said("500 Internal Server Error", "application/json", """
                    {"type":"error","error":{"type":"api_error","message":"It broke down."}}""");
        }
        return said("200 OK", "text/event-stream", events(number, turn));
    }

    /// How many answers it holds already.
    static int number(JsonNode request) {
        int number = 0;
        for (JsonNode message : request.path("messages")) {
            number += message.path("role").asText().equals("assistant") ? 1 : 0;
        }
        return number;
    }

    /// An agent that goes on is not held before its first request: it was held there before.
    private void reach(int number, List<String> results) throws IOException {
        synchronized (this) {
            boolean again = first < 0 && number > 0;
            first = first < 0 ? number : first;
            TestingScript.Spent more = script.spentUntil(number);
            if (more != null && counted.add(number) && !again) {
                spent = spent.and(new Usage(more.turns(), 0, 0, more.costMicros(), Usage.Source.MEASURED));
            }
        }
        if (number > first && script.isKept(number)) {
            try {
                barrier.turned(spent(), results);
            } catch (IOException | RuntimeException e) {
                halt = new Broker.Halt.Broken("It could not be kept: " + e.getMessage());
                throw e;
            }
        }
    }

    private static List<String> results(JsonNode request) {
        JsonNode messages = request.path("messages");
        List<String> results = new ArrayList<>();
        for (JsonNode block : messages.path(messages.size() - 1).path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                results.add(block.path("tool_use_id").asText());
            }
        }
        return results;
    }

    static String events(int number, TestingScript.Turn turn) {
        StringBuilder events = new StringBuilder();
        ObjectNode message = JSON.createObjectNode();
        message.putObject("message")
                .put("id", "msg_%d_%s".formatted(number, UUID.randomUUID()))
                .put("type", "message")
                .put("role", "assistant")
                .put("model", "claude-sonnet-4-5")
                .putPOJO("content", List.of())
                .putObject("usage")
                .put("input_tokens", 10)
                .put("output_tokens", 1);
        event(events, "message_start", message);
        int index = 0;
        if (turn.text() != null) {
            block(
                    events,
                    index++,
                    JSON.createObjectNode().put("type", "text").put("text", ""),
                    "text_delta",
                    "text",
                    turn.text());
        }
        if (turn.tool() != null) {
            block(events, index, use(number, turn.tool()), "input_json_delta", "partial_json", turn.input());
        }
        ObjectNode end = JSON.createObjectNode();
        end.putObject("delta").put("stop_reason", turn.tool() == null ? "end_turn" : "tool_use");
        end.putObject("usage").put("output_tokens", 5);
        event(events, "message_delta", end);
        event(events, "message_stop", JSON.createObjectNode());
        return events.toString();
    }

    private static ObjectNode use(int number, String tool) {
        ObjectNode use = JSON.createObjectNode()
                .put("type", "tool_use")
                .put(
                        "id",
                        "toolu_%d_%s"
                                .formatted(number, UUID.randomUUID().toString().replace("-", "")))
                .put("name", tool);
        use.putObject("input");
        return use;
    }

    private static void block(
            StringBuilder events, int index, ObjectNode begin, String kind, String key, String value) {
        ObjectNode start = JSON.createObjectNode().put("index", index);
        start.set("content_block", begin);
        event(events, "content_block_start", start);
        ObjectNode delta = JSON.createObjectNode().put("index", index);
        delta.putObject("delta").put("type", kind).put(key, value);
        event(events, "content_block_delta", delta);
        event(events, "content_block_stop", JSON.createObjectNode().put("index", index));
    }

    private static void event(StringBuilder events, String type, ObjectNode data) {
        events.append("event: ").append(type).append('\n');
        events.append("data: ").append(data.put("type", type)).append("\n\n");
    }

    private static byte[] said(String status, String type, String body) {
        return "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, type, body.getBytes(StandardCharsets.UTF_8).length, body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
