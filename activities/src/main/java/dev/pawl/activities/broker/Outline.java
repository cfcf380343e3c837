package dev.pawl.activities.broker;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads a request without laying it out in memory: all parts of it are seen, and of long texts the beginning. What is
/// needed for that has an upper bound, whatever the request is made of.
final class Outline {

    /// A long conversation with many tools has some ten thousand.
    static final int MOST_PARTS = 250_000;

    static final int DEEPEST = 200;

    /// A name that stands twice is refused: the provider might mean the other one.
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxTokenCount(MOST_PARTS)
                    .maxNestingDepth(DEEPEST)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private static final int LONGEST_TEXT = 256;

    /// One after the other, so that the worker needs the memory for it once.
    private static final ReentrantLock READING = new ReentrantLock(true);

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final byte[] bytes;
    private final JsonParser parser;

    private Outline(byte[] bytes, JsonParser parser) {
        this.bytes = bytes;
        this.parser = parser;
    }

    static JsonNode of(byte[] bytes) throws IOException {
        READING.lock();
        try (JsonParser parser = JSON.createParser(bytes)) {
            return new Outline(bytes, parser).whole();
        } finally {
            READING.unlock();
        }
    }

    private JsonNode whole() throws IOException {
        requireUtf8();
        JsonNode all = value(parser.nextToken());
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "something stands behind the end");
        }
        return all;
    }

    /// The parser would understand UTF-16 too, which it knows by its zeros; but there its places are no bytes.
    private void requireUtf8() throws IOException {
        for (int at = 0; at < Math.min(bytes.length, 4); at++) {
            if (bytes[at] <= 0) {
                throw new JsonParseException(parser, "not in UTF-8, or no object");
            }
        }
    }

    private JsonNode value(@Nullable JsonToken token) throws IOException {
        return switch (token) {
            case null -> throw new JsonParseException(parser, "nothing is there");
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            case VALUE_STRING -> NODES.textNode(text());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            case VALUE_NULL -> NODES.nullNode();
            case END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new JsonParseException(parser, "no value");
        };
    }

    private ObjectNode object() throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            object.set(name, value(parser.nextToken()));
        }
        return object;
    }

    private ArrayNode array() throws IOException {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
            array.add(value(next));
        }
        return array;
    }

    private JsonNode number() throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> NODES.numberNode(parser.getLongValue());
            case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getDoubleValue());
        };
    }

    /// Of a long text the beginning as it was written. The parser passes over the rest and keeps nothing of it.
    private String text() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset() + 1;
        int end = Math.min(bytes.length, start + LONGEST_TEXT);
        for (int at = start; at < end; at++) {
            if (bytes[at] == '"') {
                return parser.getText();
            }
            at += bytes[at] == '\\' ? 1 : 0;
        }
        return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    }
}
