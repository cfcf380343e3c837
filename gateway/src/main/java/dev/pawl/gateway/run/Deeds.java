package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.workflows.port.decision.Decision;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes down among what happened in a run what people did to it.
@Singleton
public final class Deeds {

    private final Events events;
    private final RunViews views;

    Deeds(Events events, RunViews views) {
        this.events = events;
        this.views = views;
    }

    public void decided(Caller caller, String run, Decision decision) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("verb", decision.verb().word());
        body.put("by", decision.by());
        body.put("question", decision.question());
        if (decision.note() != null) {
            body.put("note", decision.note());
        }
        write(caller, run, "person.decided", body);
    }

    public void cancelled(Caller caller, String run) {
        write(caller, run, "person.cancelled", Map.of("by", "key " + caller.keyId()));
    }

    private void write(Caller caller, String run, String kind, Map<String, Object> body) {
        events.append(caller.tenant(), run, List.of(new NewEvent(kind, views.write(body))));
    }
}
