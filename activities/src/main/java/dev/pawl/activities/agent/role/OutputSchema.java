package dev.pawl.activities.agent.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// The form of an agent's answer: the part of JSON Schema that every provider of models understands in the same way.
final class OutputSchema {

    private static final List<String> KEYWORDS = List.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "minimum",
            "maximum");
    private static final List<String> NUMBERS =
            List.of("minItems", "maxItems", "minLength", "maxLength", "minimum", "maximum");
    private static final List<String> TYPES = List.of("object", "array", "string", "integer", "number", "boolean");
    private static final List<String> STATUS = List.of("done", "declined");
    private static final int LONGEST = 8 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FrontMatter role;

    OutputSchema(FrontMatter role) {
        this.role = role;
    }

    /// As JSON.
    ///
    /// @param required what an answer must hold at least
    String read(List<String> required) {
        FrontMatter root = role.below("output");
        if (root == null) {
            return "";
        }
        check(root);
        Map<?, ?> schema = plain(role.node("output")) instanceof Map<?, ?> map ? map : Map.of();
        if (!"object".equals(schema.get("type"))) {
            root.fault(root.node("type"), "An answer is an object: \"type: object\".");
        }
        for (String key : required) {
            if (!(schema.get("required") instanceof List<?> list) || !list.contains(key)) {
                root.fault(
                        root.node("required"),
                        "Every answer of this agent holds \"%s\": name it in \"required\".".formatted(key));
            }
        }
        checkStatus(root, schema);
        return text(root, schema);
    }

    private static void checkStatus(FrontMatter root, Map<?, ?> schema) {
        boolean asItIs = schema.get("properties") instanceof Map<?, ?> properties
                && properties.get("status") instanceof Map<?, ?> status
                && STATUS.equals(status.get("enum"))
                && properties.get("summary") instanceof Map<?, ?> summary
                && "string".equals(summary.get("type"));
        if (!asItIs) {
            root.fault(
                    root.node("properties"),
                    "An answer says how it ended: \"status: {enum: [done, declined]}\" and \"summary: {type: string}\".");
        }
    }

    private static String text(FrontMatter root, Map<?, ?> schema) {
        try {
            String text = JSON.writeValueAsString(schema);
            if (text.length() > LONGEST) {
                root.fault(
                        null,
                        "The form of the answer has %,d characters; it may have %,d."
                                .formatted(text.length(), LONGEST));
            }
            return text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can be written as JSON", e);
        }
    }

    private static void check(FrontMatter schema) {
        schema.know(KEYWORDS);
        if (!schema.has("type") && !schema.has("enum")) {
            schema.fault(null, "A value has a \"type\" or an \"enum\".");
        }
        if (schema.has("type") && !TYPES.contains(schema.text("type", 20))) {
            schema.fault(schema.node("type"), "There are these types: %s.".formatted(String.join(", ", TYPES)));
        }
        checkPlain(schema);
        Map<String, Node> required = schema.words("required");
        if (schema.has("properties")) {
            FrontMatter properties = schema.below("properties");
            if (properties != null) {
                properties.keys().forEach(key -> checkBelow(properties, properties.node(key), key));
                properties.keys().forEach(required::remove);
            }
        }
        required.forEach((key, node) -> schema.fault(
                node, "\"%s\" is required, and no property is called so.".formatted(FrontMatter.shown(key))));
        if (schema.has("items")) {
            checkBelow(schema, schema.node("items"), "items");
        }
    }

    private static void checkPlain(FrontMatter schema) {
        for (String key : NUMBERS) {
            if (schema.has(key) && !(plain(schema.node(key)) instanceof Integer)) {
                schema.fault(schema.node(key), "\"%s\" is a whole number.".formatted(key));
            }
        }
        if (schema.has("additionalProperties") && !(plain(schema.node("additionalProperties")) instanceof Boolean)) {
            schema.fault(schema.node("additionalProperties"), "\"additionalProperties\" is true or false.");
        }
        if (schema.has("enum") && schema.words("enum").isEmpty()) {
            schema.fault(schema.node("enum"), "\"enum\" names what a value may be, like [low, high].");
        }
    }

    private static void checkBelow(FrontMatter above, @Nullable Node node, String what) {
        FrontMatter below = above.below(node, "\"%s\"".formatted(FrontMatter.shown(what)));
        if (below != null) {
            check(below);
        }
    }

    private static @Nullable Object plain(@Nullable Node node) {
        return switch (node) {
            case MappingNode mapping -> {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                mapping.getValue()
                        .forEach(entry -> map.put(
                                entry.getKeyNode() instanceof ScalarNode key ? key.getValue() : "",
                                plain(entry.getValueNode())));
                yield map;
            }
            case SequenceNode sequence -> {
                List<@Nullable Object> list = new ArrayList<>();
                sequence.getValue().forEach(one -> list.add(plain(one)));
                yield list;
            }
            case ScalarNode scalar -> value(scalar);
            case null, default -> null;
        };
    }

    private static Object value(ScalarNode scalar) {
        String text = scalar.getValue();
        if (scalar.getTag().equals(Tag.INT) && text.matches("-?[0-9]{1,9}")) {
            return Integer.valueOf(text);
        }
        if (scalar.getTag().equals(Tag.BOOL) && (text.equals("true") || text.equals("false"))) {
            return Boolean.valueOf(text);
        }
        return text;
    }
}
