package dev.pawl.gateway.run;

import dev.pawl.store.event.Event;
import dev.pawl.store.run.Run;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Shows rows as the API shows them: the JSON that they hold becomes part of the answer, not a text in it.
@Singleton
public final class RunViews {

    private final JsonMapper json;

    RunViews(JsonMapper json) {
        this.json = json;
    }

    public RunView of(Run run) {
        return RunView.of(run, readOrNull(run.outcome()), readOrNull(run.waitsFor()));
    }

    EventsView.EventView of(Event event) {
        return new EventsView.EventView(event.seq(), event.at(), event.kind(), read(event.body()));
    }

    JsonNode read(String text) {
        try {
            return Objects.requireNonNull(json.readValue(text, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String write(Object view) {
        try {
            return new String(json.writeValueAsBytes(view), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private @Nullable JsonNode readOrNull(@Nullable String text) {
        return text == null ? null : read(text);
    }
}
