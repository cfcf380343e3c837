package dev.pawl.activities.agent.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.process.Dialogue;
import dev.pawl.activities.process.Redaction;
import dev.pawl.activities.process.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Hears what Claude Code says, one JSON object a line, and passes on what people want to read. What it does not know
/// it leaves alone: later versions say more. Its own figures of what it cost are not taken: the broker counts.
final class Hearing implements Dialogue {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SHOWN = 300;

    private final Desk desk;

    private final Redaction redaction;
    private final ClaudeCodeSettings settings;
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile @Nullable JsonNode result;
    private volatile Duration patience;
    private String lastWords = "";

    /// @param secrets what nobody should read, and the name that stands in its place
    Hearing(Desk desk, Map<String, String> secrets, ClaudeCodeSettings settings) {
        this.desk = desk;
        this.redaction = new Redaction(secrets);
        this.settings = settings;
        this.patience = settings.silence();
    }

    /// How it says itself that it ended.
    Optional<JsonNode> result() {
        return Optional.ofNullable(result);
    }

    /// What it printed last beside its events.
    synchronized String lastWords() {
        return lastWords;
    }

    @Override
    public Duration silence() {
        patience = running.isEmpty() ? settings.silence() : settings.toolSilence();
        return patience;
    }

    /// How long it might say nothing when somebody looked last.
    Duration patience() {
        return patience;
    }

    @Override
    public String farewell() {
        return """
                {"type":"control_request","request_id":"pawl","request":{"subtype":"interrupt"}}
                """;
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// What must not be read is taken out before anything else is done, so that no part of it is left by a cut.
    synchronized void hear(String said) throws IOException {
        String line = redaction.of(said);
        JsonNode event = line.startsWith("{") ? parsed(line) : null;
        if (event == null) {
            print(line);
            return;
        }
        switch (event.path("type").asText()) {
            case "assistant" -> assistant(event);
            case "user" -> user(event);
            case "system" -> system(event);
            case "result" -> {
                result = event;
                ended.countDown();
            }
            default -> {
                // Pieces of what comes whole later, and what later versions say.
            }
        }
    }

    /// What is no event.
    synchronized void print(String line) throws IOException {
        if (!line.isBlank()) {
            lastWords = redaction.of(line.strip());
            desk.log(lastWords);
        }
    }

    private static @Nullable JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException noJson) {
            return null;
        }
    }

    private void assistant(JsonNode event) throws IOException {
        for (JsonNode block : event.path("message").path("content")) {
            switch (block.path("type").asText()) {
                case "text" -> desk.say(block.path("text").asText());
                case "tool_use" -> {
                    running.add(block.path("id").asText());
                    desk.log("%s %s"
                            .formatted(
                                    block.path("name").asText(),
                                    head(block.path("input").toString())));
                }
                default -> {
                    // Thoughts are nobody else's.
                }
            }
        }
    }

    private void user(JsonNode event) throws IOException {
        for (JsonNode block : event.path("message").path("content")) {
            if (block.path("type").asText().equals("tool_result")) {
                running.remove(block.path("tool_use_id").asText());
                String said = block.path("content").isTextual()
                        ? block.path("content").asText()
                        : block.path("content").path(0).path("text").asText();
                desk.log((block.path("is_error").asBoolean() ? "! " : "> ") + head(said));
            }
        }
    }

    private void system(JsonNode event) throws IOException {
        switch (event.path("subtype").asText()) {
            case "init" -> {
                desk.log("Claude Code %s with the model %s."
                        .formatted(
                                event.path("claude_code_version").asText("?"),
                                event.path("model").asText()));
                for (JsonNode server : event.path("mcp_servers")) {
                    desk.log("MCP server %s: %s"
                            .formatted(
                                    server.path("name").asText(),
                                    server.path("status").asText()));
                }
            }
            case "api_retry" ->
                desk.log("Asks its model again after an error: %s %s"
                        .formatted(
                                event.path("error_status").asText(),
                                head(event.path("error").asText())));
            case "permission_denied" ->
                desk.log("May not use %s.".formatted(event.path("tool_name").asText()));
            default -> {
                // Nothing that people want to read.
            }
        }
    }

    /// Half of a secret has no shape any more, so what is cut is looked at before.
    private static String head(String said) {
        String text = Secret.hidden(said);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " ...";
    }
}
