package dev.pawl.activities.broker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The body of a request, as the bytes that came.
final class Body {

    private final byte[] bytes;

    Body(byte[] bytes) {
        this.bytes = bytes;
    }

    int size() {
        return bytes.length;
    }

    BodyPublisher publisher() {
        return BodyPublishers.ofByteArray(bytes);
    }

    JsonNode outline() throws IOException {
        return Outline.of(bytes);
    }

    /// The same, but for one field of the outermost object, whose value was no text. All other bytes stay as they are.
    Body with(String field, JsonNode value) throws IOException {
        try (JsonParser parser = Outline.JSON.createParser(bytes)) {
            parser.nextToken();
            int first = place(parser);
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean found = parser.currentName().equals(field);
                parser.nextToken();
                int start = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (found) {
                    return spliced(start, place(parser), value.toString());
                }
            }
            return spliced(first, first, "\"%s\":%s,".formatted(field, value));
        }
    }

    private static int place(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    private Body spliced(int from, int to, String said) {
        byte[] between = said.getBytes(StandardCharsets.UTF_8);
        ByteBuffer all = ByteBuffer.allocate(bytes.length - (to - from) + between.length);
        all.put(bytes, 0, from).put(between).put(bytes, to, bytes.length - to);
        return new Body(all.array());
    }
}
