package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.local.home.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// OpenAI's chat completions, which many others speak too.
final class OpenAiChat implements Language {

    @Override
    public Asked read(JsonNode request) {
        StringBuilder instructions = new StringBuilder();
        String first = "";
        int turns = 0;
        for (JsonNode message : request.path("messages")) {
            String text = Language.text(message.path("content"));
            switch (message.path("role").asText()) {
                case "assistant" -> turns++;
                case "system", "developer" -> instructions.append(text).append('\n');
                default -> first = first.isEmpty() ? text : first;
            }
        }
        return new Asked(
                request.path("model").asText(),
                request.path("stream").asBoolean(),
                instructions + first,
                first,
                turns,
                Language.tools(request));
    }

    /// The usage is always told; who asked for none leaves it unread.
    @Override
    public List<Piece> stream(Reply reply) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(chunk(reply, Json.MAPPER.createObjectNode().put("role", "assistant"), null));
        for (String part : Language.pieces(reply.text())) {
            pieces.add(chunk(reply, Json.MAPPER.createObjectNode().put("content", part), null));
        }
        for (int call = 0; call < reply.calls().size(); call++) {
            ObjectNode delta = Json.MAPPER.createObjectNode();
            delta.putArray("tool_calls").add(call(reply, call));
            pieces.add(chunk(reply, delta, null));
        }
        pieces.add(chunk(reply, Json.MAPPER.createObjectNode(), finish(reply)));
        ObjectNode last = head(reply, "chat.completion.chunk");
        last.putArray("choices");
        last.set("usage", usage(reply.tokens()));
        pieces.add(new Piece(null, last.toString()));
        pieces.add(new Piece(null, "[DONE]"));
        return pieces;
    }

    @Override
    public JsonNode whole(Reply reply) {
        ObjectNode answer = head(reply, "chat.completion");
        ObjectNode choice = answer.putArray("choices").addObject().put("index", 0);
        ObjectNode message =
                choice.putObject("message").put("role", "assistant").put("content", reply.text());
        if (!reply.calls().isEmpty()) {
            ArrayNode calls = message.putArray("tool_calls");
            for (int call = 0; call < reply.calls().size(); call++) {
                calls.add(call(reply, call));
            }
        }
        choice.put("finish_reason", finish(reply));
        answer.set("usage", usage(reply.tokens()));
        return answer;
    }

    @Override
    public JsonNode refusal(int status, String message) {
        return openAiRefusal(status, message);
    }

    static JsonNode openAiRefusal(int status, String message) {
        ObjectNode refusal = Json.MAPPER.createObjectNode();
        refusal.putObject("error")
                .put("message", message)
                .put("type", status == 429 ? "rate_limit_exceeded" : "invalid_request_error")
                .put("code", Integer.toString(status));
        return refusal;
    }

    private static Piece chunk(Reply reply, ObjectNode delta, @Nullable String finish) {
        ObjectNode chunk = head(reply, "chat.completion.chunk");
        ObjectNode choice = chunk.putArray("choices").addObject().put("index", 0);
        choice.set("delta", delta);
        choice.put("finish_reason", finish);
        return new Piece(null, chunk.toString());
    }

    private static ObjectNode head(Reply reply, String kind) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "chatcmpl-" + reply.id())
                .put("object", kind)
                .put("created", 0)
                .put("model", reply.model());
    }

    private static ObjectNode call(Reply reply, int number) {
        Turn.Call called = reply.calls().get(number);
        ObjectNode call = Json.MAPPER
                .createObjectNode()
                .put("index", number)
                .put("id", reply.callId(number))
                .put("type", "function");
        call.putObject("function")
                .put("name", called.tool())
                .put("arguments", called.input().toString());
        return call;
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.MAPPER
                .createObjectNode()
                .put("prompt_tokens", tokens.read())
                .put("completion_tokens", tokens.output())
                .put("total_tokens", tokens.read() + tokens.output());
        usage.putObject("prompt_tokens_details").put("cached_tokens", tokens.cacheRead());
        return usage;
    }

    private static String finish(Reply reply) {
        return reply.calls().isEmpty() ? "stop" : "tool_calls";
    }
}
