package dev.pawl.cli;

import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// The messages of a gateway's stream, as they come over the wire.
final class Messages {

    /// What a gateway says when nothing happens.
    static final String QUIET = ": still watching\ndata: \n\n";

    private Messages() {}

    /// The events of a golden page, each in a message of its own.
    static String events(String page) {
        return StreamSupport.stream(
                        Json.of(FakeGateway.golden(page)).path("events").spliterator(), false)
                .map(event -> "id: " + event.path("seq").asLong() + "\n" + message("event", event.toString()))
                .collect(Collectors.joining());
    }

    static String event(long seq, String kind) {
        return "id: " + seq + "\n"
                + message(
                        "event",
                        "{\"seq\":%d,\"at\":\"2026-11-21T10:16:00Z\",\"kind\":\"%s\",\"body\":{}}"
                                .formatted(seq, kind));
    }

    static String run(String run) {
        return message("run", run);
    }

    static String end(String run) {
        return message("end", run);
    }

    static String lost(String detail) {
        return message("lost", "{\"detail\":\"" + detail + "\"}");
    }

    private static String message(String name, String json) {
        return "event: " + name + "\ndata: " + Json.of(json) + "\n\n";
    }
}
