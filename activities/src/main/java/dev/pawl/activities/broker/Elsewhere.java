package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.activities.broker.Api.UnfitRequestException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Refuses requests that name what is not in them. The provider would fetch it: from an address, which is a way out to
/// any host, or from its own files, which nobody has looked at or counted.
final class Elsewhere {

    /// They describe tools and answers, or are kept and not read: what looks like an address there is fetched by
    /// nobody.
    private static final Set<String> DESCRIPTIONS =
            Set.of("tools", "response_format", "output_format", "output_config", "text", "metadata");

    private static final String IN_THE_REQUEST = "data:";

    private Elsewhere() {}

    static void refuse(ObjectNode request) throws UnfitRequestException {
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            if (!DESCRIPTIONS.contains(field.getKey())) {
                look(field.getKey(), field.getValue());
            }
        }
    }

    private static void look(String name, JsonNode value) throws UnfitRequestException {
        if (value.isTextual() && isElsewhere(name, value.asText())) {
            throw new UnfitRequestException(
                    403,
                    "\"%s\" names what is not in the request; it is not let through by Pawl's broker.".formatted(name));
        }
        if (value.isArray()) {
            for (JsonNode item : value) {
                look(name, item);
            }
        }
        for (Map.Entry<String, JsonNode> field : value.properties()) {
            if (!isInputOfATool(value, field.getKey())) {
                look(field.getKey(), field.getValue());
            }
        }
    }

    private static boolean isElsewhere(String name, String said) {
        String field = name.toLowerCase(Locale.ROOT);
        if (field.endsWith("url") || field.endsWith("uri")) {
            return !said.startsWith(IN_THE_REQUEST);
        }
        return field.equals("file_id") || (field.equals("type") && said.equals("item_reference"));
    }

    /// What a model gave to a tool of the agent's is for the agent.
    private static boolean isInputOfATool(JsonNode block, String field) {
        return field.equals("input") && block.path("type").asText().equals("tool_use");
    }
}
