package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in a run, in order and without a gap.
public record EventsView(List<Event> events, long last) {

    public EventsView {
        events = List.copyOf(requireNonNullElse(events, List.of()));
    }

    /// One thing that happened; what its body holds depends on its kind.
    public record Event(long seq, @Nullable String at, String kind, JsonNode body) {

        public Event {
            body = requireNonNullElse(body, NullNode.getInstance());
        }
    }
}
