package dev.pawl.activities.broker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Finds the events in the bytes of a stream, wherever those were cut.
final class EventLines {

    private static final String DATA = "data:";
    private static final int LONGEST = 16 << 20;

    private final Consumer<JsonNode> events;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;

    EventLines(Consumer<JsonNode> events) {
        this.events = events;
    }

    void read(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n') {
                end();
            } else if (line.size() < LONGEST) {
                line.write(one);
            } else {
                tooLong = true;
            }
        }
    }

    private void end() {
        String text = line.toString(StandardCharsets.UTF_8).strip();
        boolean whole = !tooLong;
        line.reset();
        tooLong = false;
        if (whole && text.startsWith(DATA)) {
            event(text.substring(DATA.length()).strip());
        }
    }

    /// `[DONE]` ends some streams, and is no JSON.
    private void event(String data) {
        if (!data.startsWith("{")) {
            return;
        }
        JsonNode event;
        try {
            event = Api.JSON.readTree(data);
        } catch (JsonProcessingException notJson) {
            // Passed on as it is; what it would have told is estimated.
            return;
        }
        events.accept(event);
    }
}
