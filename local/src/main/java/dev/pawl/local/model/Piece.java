package dev.pawl.local.model;

import org.jspecify.annotations.Nullable;

/// One event of a streamed answer, as server-sent events are written.
record Piece(@Nullable String event, String data) {

    String text() {
        return (event == null ? "" : "event: " + event + "\n") + "data: " + data + "\n\n";
    }
}
