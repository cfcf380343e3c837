package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Anthropic's Messages API.
record AnthropicApi() implements Api {

    static final String WORD = "anthropic";

    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";

    /// Tools that the agent carries out itself, or that only look at the request; whole names, or their beginnings.
    private static final Set<String> OWN_TOOLS =
            Set.of("custom", "bash_", "text_editor_", "computer_", "memory_", "tool_search_tool_");

    @Override
    public URI home() {
        return URI.create("https://api.anthropic.com");
    }

    @Override
    public Set<String> paths() {
        return Set.of(MESSAGES, COUNT);
    }

    @Override
    public List<String> headers() {
        return List.of("anthropic-version", "anthropic-beta", "content-type");
    }

    @Override
    public void sign(HttpRequest.Builder request, String key) {
        request.header("x-api-key", key);
    }

    @Override
    public Asked read(String path, Body body) throws UnfitRequestException {
        ObjectNode request = Api.outline(body);
        Api.requireOwnTools(request.path("tools"), OWN_TOOLS);
        if (!request.path("mcp_servers").isEmpty()) {
            throw new UnfitRequestException(
                    403, "Servers that the provider would call are not let through by Pawl's broker.");
        }
        Api.refuse(request, "container", Set.of());
        Elsewhere.refuse(request);
        Api.refuse(request, "service_tier", Set.of("auto", "standard_only"));
        Api.refuse(request, "speed", Set.of("standard"));
        Api.refuse(request, "inference_geo", Set.of("global"));
        return new Asked(
                request.path("model").asText(),
                path.equals(MESSAGES),
                goesOn(request.path("messages")),
                results(request.path("messages")),
                request.path("max_tokens").asLong(0),
                body,
                new AnthropicTally());
    }

    private static List<String> results(JsonNode messages) {
        List<String> results = new ArrayList<>();
        for (int at = messages.size() - 1; at >= 0 && isUser(messages.path(at)); at--) {
            for (JsonNode block : messages.path(at).path("content")) {
                if (block.path("type").asText().equals("tool_result")) {
                    results.add(block.path("tool_use_id").asText());
                }
            }
        }
        return results;
    }

    private static boolean isUser(JsonNode message) {
        return message.path("role").asText().equals("user");
    }

    private static boolean goesOn(JsonNode messages) {
        for (JsonNode message : messages) {
            if (message.path("role").asText().equals("assistant")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public byte[] complaint(int status, String sentence) {
        ObjectNode said = JSON.createObjectNode().put("type", "error");
        said.putObject("error").put("type", type(status)).put("message", sentence);
        return said.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] lastEvent(String sentence) {
        ObjectNode said = JSON.createObjectNode().put("type", "error");
        said.putObject("error").put("type", "api_error").put("message", sentence);
        return "\n\nevent: error\ndata: %s\n\n".formatted(said).getBytes(StandardCharsets.UTF_8);
    }

    private static String type(int status) {
        return switch (status) {
            case 400, 415 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 504 -> "timeout_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }
}
