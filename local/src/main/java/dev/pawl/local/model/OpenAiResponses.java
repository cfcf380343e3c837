package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.local.home.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// OpenAI's Responses API, for those who send the whole conversation each time.
final class OpenAiResponses implements Language {

    private static final Set<String> MADE_BY_THE_MODEL = Set.of("function_call", "reasoning");

    @Override
    public Asked read(JsonNode request) {
        StringBuilder instructions =
                new StringBuilder(request.path("instructions").asText("")).append('\n');
        JsonNode input = request.path("input");
        String first = input.isTextual() ? input.asText() : "";
        int turns = 0;
        boolean isOurs = false;
        for (JsonNode item : input) {
            boolean wasOurs = isOurs;
            isOurs = isOurs(item);
            turns += isOurs && !wasOurs ? 1 : 0;
            switch (item.path("role").asText()) {
                case "system", "developer" ->
                    instructions.append(Language.text(item.path("content"))).append('\n');
                case "user" -> first = first.isEmpty() ? Language.text(item.path("content")) : first;
                default -> {}
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

    @Override
    public List<Piece> stream(Reply reply) {
        List<Piece> pieces = new ArrayList<>();
        ObjectNode begun = response(reply, "in_progress");
        begun.putArray("output");
        pieces.add(piece("response.created", Json.MAPPER.createObjectNode().set("response", begun)));
        JsonNode whole = whole(reply);
        int index = 0;
        for (JsonNode item : whole.path("output")) {
            pieces.add(piece("response.output_item.added", at(index).set("item", begun(item))));
            if (item.path("type").asText().equals("message")) {
                text(pieces, index, item);
            } else {
                arguments(pieces, index, item);
            }
            pieces.add(piece("response.output_item.done", at(index++).set("item", item)));
        }
        pieces.add(piece("response.completed", Json.MAPPER.createObjectNode().set("response", whole)));
        return pieces;
    }

    @Override
    public JsonNode whole(Reply reply) {
        ObjectNode response = response(reply, "completed");
        ArrayNode output = response.putArray("output");
        if (!reply.text().isEmpty()) {
            ObjectNode message = output.addObject()
                    .put("type", "message")
                    .put("id", "item_" + reply.id())
                    .put("status", "completed")
                    .put("role", "assistant");
            message.putArray("content").addObject().put("type", "output_text").put("text", reply.text());
        }
        for (int call = 0; call < reply.calls().size(); call++) {
            Turn.Call called = reply.calls().get(call);
            output.addObject()
                    .put("type", "function_call")
                    .put("id", "item_" + reply.callId(call))
                    .put("call_id", reply.callId(call))
                    .put("status", "completed")
                    .put("name", called.tool())
                    .put("arguments", called.input().toString());
        }
        response.set("usage", usage(reply.tokens()));
        return response;
    }

    @Override
    public JsonNode refusal(int status, String message) {
        return OpenAiChat.openAiRefusal(status, message);
    }

    private static boolean isOurs(JsonNode item) {
        return item.path("role").asText().equals("assistant")
                || MADE_BY_THE_MODEL.contains(item.path("type").asText());
    }

    private static void text(List<Piece> pieces, int index, JsonNode item) {
        for (String part :
                Language.pieces(item.path("content").path(0).path("text").asText())) {
            ObjectNode delta = at(index)
                    .put("item_id", item.path("id").asText())
                    .put("content_index", 0)
                    .put("delta", part);
            pieces.add(piece("response.output_text.delta", delta));
        }
    }

    private static void arguments(List<Piece> pieces, int index, JsonNode item) {
        for (String part : Language.pieces(item.path("arguments").asText())) {
            ObjectNode delta =
                    at(index).put("item_id", item.path("id").asText()).put("delta", part);
            pieces.add(piece("response.function_call_arguments.delta", delta));
        }
    }

    /// An item as it is before anything was written.
    private static JsonNode begun(JsonNode item) {
        ObjectNode begun = item.<ObjectNode>deepCopy().put("status", "in_progress");
        if (begun.has("content")) {
            begun.putArray("content");
        } else {
            begun.put("arguments", "");
        }
        return begun;
    }

    private static ObjectNode at(int index) {
        return Json.MAPPER.createObjectNode().put("output_index", index);
    }

    private static ObjectNode response(Reply reply, String status) {
        return Json.MAPPER
                .createObjectNode()
                .put("id", "resp_" + reply.id())
                .put("object", "response")
                .put("created_at", 0)
                .put("status", status)
                .put("model", reply.model());
    }

    private static ObjectNode usage(Tokens tokens) {
        ObjectNode usage = Json.MAPPER
                .createObjectNode()
                .put("input_tokens", tokens.read())
                .put("output_tokens", tokens.output())
                .put("total_tokens", tokens.read() + tokens.output());
        usage.putObject("input_tokens_details").put("cached_tokens", tokens.cacheRead());
        usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
        return usage;
    }

    private static Piece piece(String type, JsonNode data) {
        ObjectNode event = Json.MAPPER.createObjectNode().put("type", type);
        event.setAll((ObjectNode) data);
        return new Piece(type, event.toString());
    }
}
