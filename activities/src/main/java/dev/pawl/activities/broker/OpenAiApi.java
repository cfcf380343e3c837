package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// OpenAI's chat completions and responses, and whatever else speaks like them.
record OpenAiApi() implements Api {

    static final String WORD = "openai";

    private static final String CHAT = "/v1/chat/completions";
    private static final String RESPONSES = "/v1/responses";

    /// Where nothing is said, an answer is taken to be as long as the longest there are.
    private static final long LONGEST = 128_000;

    private static final Set<String> OWN_TOOLS = Set.of("function", "custom", "local_shell", "apply_patch");

    @Override
    public URI home() {
        return URI.create("https://api.openai.com");
    }

    @Override
    public Set<String> paths() {
        return Set.of(CHAT, RESPONSES);
    }

    @Override
    public List<String> headers() {
        return List.of("content-type", "openai-beta");
    }

    @Override
    public void sign(HttpRequest.Builder request, String key) {
        request.header("Authorization", "Bearer " + key);
    }

    @Override
    public Asked read(String path, Body body) throws UnfitRequestException {
        ObjectNode request = Api.outline(body);
        Api.requireOwnTools(request.path("tools"), OWN_TOOLS);
        for (String kept : List.of("prompt", "conversation", "previous_response_id")) {
            Api.refuse(request, kept, Set.of());
        }
        Elsewhere.refuse(request);
        refuseReferences(request);
        Api.refuse(request, "service_tier", Set.of("auto", "default", "flex"));
        Api.refuse(request, "background", Set.of("false"));
        Api.refuse(request, "web_search_options", Set.of());
        return path.equals(CHAT) ? chat(request, body) : response(request, body);
    }

    /// An item that has nothing but its id stands for one that the provider kept; so does a spoken answer's id.
    private static void refuseReferences(ObjectNode request) throws UnfitRequestException {
        for (JsonNode item : request.path("input")) {
            if (item.path("id").isTextual()
                    && !item.path("type").isTextual()
                    && !item.path("role").isTextual()) {
                throw kept();
            }
        }
        for (JsonNode message : request.path("messages")) {
            if (message.path("audio").path("id").isTextual()) {
                throw kept();
            }
        }
    }

    private static UnfitRequestException kept() {
        return new UnfitRequestException(403, "What the provider kept is not let through by Pawl's broker.");
    }

    /// Without being asked, chat completions do not tell what a stream used up.
    private static Asked chat(ObjectNode request, Body body) throws UnfitRequestException {
        long each = request.path("max_completion_tokens")
                .asLong(request.path("max_tokens").asLong(LONGEST));
        long answers = Math.clamp(request.path("n").asLong(1), 1, 1000);
        return new Asked(
                request.path("model").asText(),
                true,
                hasAnswer(request.path("messages")),
                results(request.path("messages"), "tool_call_id"),
                Math.clamp(each, 0, 10 * LONGEST) * answers,
                request.path("stream").asBoolean() ? toldAtTheEnd(request, body) : body,
                new ChatTally());
    }

    private static Body toldAtTheEnd(ObjectNode request, Body body) throws UnfitRequestException {
        JsonNode options = request.path("stream_options");
        if (!options.isObject() && !options.isMissingNode() && !options.isNull()) {
            throw new UnfitRequestException(400, "\"stream_options\" is no object.");
        }
        ObjectNode told = options.isObject() ? (ObjectNode) options : JSON.createObjectNode();
        try {
            return body.with("stream_options", told.put("include_usage", true));
        } catch (IOException notJson) {
            throw new UncheckedIOException("it was JSON before", notJson);
        }
    }

    private static Asked response(ObjectNode request, Body body) {
        return new Asked(
                request.path("model").asText(),
                true,
                hasAnswer(request.path("input")),
                results(request.path("input"), "call_id"),
                request.path("max_output_tokens").asLong(LONGEST),
                body,
                new ResponsesTally());
    }

    /// What stands at the end and answers a call of a tool.
    private static List<String> results(JsonNode items, String id) {
        List<String> results = new ArrayList<>();
        for (int at = items.size() - 1; at >= 0 && isResult(items.path(at)); at--) {
            results.add(items.path(at).path(id).asText());
        }
        return results;
    }

    private static boolean isResult(JsonNode item) {
        return item.path("role").asText().equals("tool")
                || item.path("type").asText().equals("function_call_output");
    }

    private static boolean hasAnswer(JsonNode items) {
        for (JsonNode item : items) {
            if (item.path("role").asText().equals("assistant")
                    || item.path("type").asText().endsWith("_call_output")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] complaint(int status, String sentence) {
        return error(status, sentence).toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] lastEvent(String sentence) {
        return "\n\ndata: %s\n\n".formatted(error(500, sentence)).getBytes(StandardCharsets.UTF_8);
    }

    private static ObjectNode error(int status, String sentence) {
        ObjectNode said = JSON.createObjectNode();
        said.putObject("error")
                .put("message", sentence)
                .put("type", type(status))
                .putNull("param")
                .putNull("code");
        return said;
    }

    private static String type(int status) {
        return switch (status) {
            case 402 -> "insufficient_quota";
            case 429 -> "rate_limit_exceeded";
            case 500, 502, 503, 504 -> "server_error";
            default -> "invalid_request_error";
        };
    }
}
