package dev.pawl.gateway.run;

import dev.pawl.store.event.Event;
import dev.pawl.store.run.Run;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Shows rows as the API shows them: the JSON that they hold becomes part of the answer, not a text in it.
@Singleton
public final class RunViews {

    private final JsonMapper json;

    RunViews(JsonMapper json) {
        this.json = json;
    }

    public RunView of(Run run) {
        String outcome = run.outcome();
        return RunView.of(run, outcome == null ? null : read(outcome));
    }

    EventsView.EventView of(Event event) {
        return new EventsView.EventView(event.seq(), event.at(), event.kind(), read(event.body()));
    }

    private @Nullable JsonNode read(String text) {
        try {
            return json.readValue(text, JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
