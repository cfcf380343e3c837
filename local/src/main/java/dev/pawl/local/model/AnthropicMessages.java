package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.local.home.Json;
import java.util.ArrayList;
import java.util.List;

/// Anthropic's Messages API.
final class AnthropicMessages implements Language {

    /// What Claude Code puts into a conversation itself where it goes on with one that was broken off.
    private static final String NOT_OURS = "No response requested.";

    @Override
    public Asked read(JsonNode request) {
        String first = "";
        int turns = 0;
        for (JsonNode message : request.path("messages")) {
            String text = Language.text(message.path("content"));
            if (message.path("role").asText().equals("assistant")) {
                turns += text.strip().equals(NOT_OURS) ? 0 : 1;
            } else if (first.isEmpty()) {
                first = text;
            }
        }
        return new Asked(
                request.path("model").asText(),
                request.path("stream").asBoolean(),
                Language.text(request.path("system")) + first,
                first,
                turns,
                Language.tools(request));
    }

    @Override
    public List<Piece> stream(Reply reply) {
        List<Piece> pieces = new ArrayList<>();
        ObjectNode begun = message(reply);
        begun.putArray("content");
        begun.putNull("stop_reason");
        begun.set("usage", usage(reply.tokens(), 1));
        pieces.add(piece("message_start", Json.MAPPER.createObjectNode().set("message", begun)));
        int index = 0;
        if (!reply.text().isEmpty()) {
            text(pieces, index++, reply.text());
        }
        for (int call = 0; call < reply.calls().size(); call++) {
            call(pieces, index++, block(reply, call));
        }
        pieces.add(1, piece("ping", Json.MAPPER.createObjectNode()));
        ObjectNode end = Json.MAPPER.createObjectNode();
        end.putObject("delta").put("stop_reason", stopReason(reply)).putNull("stop_sequence");
        end.set("usage", usage(reply.tokens(), reply.tokens().output()));
        pieces.add(piece("message_delta", end));
        pieces.add(piece("message_stop", Json.MAPPER.createObjectNode()));
        return pieces;
    }

    @Override
    public JsonNode whole(Reply reply) {
        ObjectNode message = message(reply);
        ArrayNode content = message.putArray("content");
        if (!reply.text().isEmpty()) {
            content.addObject().put("type", "text").put("text", reply.text());
        }
        for (int call = 0; call < reply.calls().size(); call++) {
            content.add(block(reply, call));
        }
        message.put("stop_reason", stopReason(reply));
        message.set("usage", usage(reply.tokens(), reply.tokens().output()));
        return message;
    }

    @Override
    public JsonNode refusal(int status, String message) {
        ObjectNode refusal = Json.MAPPER.createObjectNode().put("type", "error");
        refusal.putObject("error").put("type", kind(status)).put("message", message);
        return refusal.put("request_id", "req_scripted");
    }

    /// How many tokens a request would be, as far as anybody knows without a tokenizer.
    static JsonNode count(JsonNode request) {
        return Json.MAPPER
                .createObjectNode()
                .put("input_tokens", 1 + request.toString().length() / 4);
    }

    private static void text(List<Piece> pieces, int index, String text) {
        ObjectNode block = Json.MAPPER.createObjectNode().put("type", "text").put("text", "");
        pieces.add(piece("content_block_start", at(index).set("content_block", block)));
        for (String part : Language.pieces(text)) {
            ObjectNode delta =
                    Json.MAPPER.createObjectNode().put("type", "text_delta").put("text", part);
            pieces.add(piece("content_block_delta", at(index).set("delta", delta)));
        }
        pieces.add(piece("content_block_stop", at(index)));
    }

    /// The input begins as an empty object, and its text follows in pieces.
    private static void call(List<Piece> pieces, int index, ObjectNode block) {
        String input = block.path("input").toString();
        block.putObject("input");
        pieces.add(piece("content_block_start", at(index).set("content_block", block)));
        List<String> parts = new ArrayList<>(List.of(""));
        parts.addAll(Language.pieces(input));
        for (String part : parts) {
            ObjectNode delta = Json.MAPPER
                    .createObjectNode()
                    .put("type", "input_json_delta")
                    .put("partial_json", part);
            pieces.add(piece("content_block_delta", at(index).set("delta", delta)));
        }
        pieces.add(piece("content_block_stop", at(index)));
    }

    private static ObjectNode block(Reply reply, int number) {
        Turn.Call call = reply.calls().get(number);
        ObjectNode block = Json.MAPPER
                .createObjectNode()
                .put("type", "tool_use")
                .put("id", reply.callId(number))
                .put("name", call.tool());
        block.set("input", call.input());
        return block;
    }

    private static ObjectNode at(int index) {
        return Json.MAPPER.createObjectNode().put("index", index);
    }

    private static ObjectNode message(Reply reply) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "msg_" + reply.id())
                .put("type", "message")
                .put("role", "assistant")
                .put("model", reply.model())
                .putNull("stop_sequence");
    }

    private static ObjectNode usage(Tokens tokens, long output) {
        return Json.MAPPER
                .createObjectNode()
                .put("input_tokens", tokens.input())
                .put("cache_creation_input_tokens", tokens.cacheWrite())
                .put("cache_read_input_tokens", tokens.cacheRead())
                .put("output_tokens", output)
                .put("service_tier", "standard");
    }

    private static String stopReason(Reply reply) {
        return reply.calls().isEmpty() ? "end_turn" : "tool_use";
    }

    private static Piece piece(String type, JsonNode data) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", type);
        event.setAll((ObjectNode) data);
        return new Piece(type, event.toString());
    }

    private static String kind(int status) {
        return switch (status) {
            case 400 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> "api_error";
        };
    }
}
