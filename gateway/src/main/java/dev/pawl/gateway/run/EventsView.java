package dev.pawl.gateway.run;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some events of a run in order; `last` is what the next call's `after` is.
@Serdeable
@Introspected
public record EventsView(List<EventView> events, long last) {

    public EventsView {
        events = List.copyOf(events);
    }

    /// Something that happened.
    @Serdeable
    @Introspected
    public record EventView(
            long seq, Instant at, String kind, @Nullable JsonNode body) {}
}
