package dev.pawl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.cli.client.EventsView;

/// One event on one line.
final class EventLine {

    private EventLine() {}

    static String of(EventsView.Event event) {
        String at = event.at() == null ? "-" : event.at();
        return Table.plain(String.format("%6d  %-27s  %-20s  %s", event.seq(), at, event.kind(), body(event.body())))
                .stripTrailing();
    }

    private static String body(JsonNode body) {
        if (body.isEmpty()) {
            return body.isValueNode() && !body.isNull() ? body.asText() : "";
        }
        return body.toString();
    }
}
