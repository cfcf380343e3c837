package dev.pawl.store.event;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The log lane of a run. Numbers are given under the run's row lock in the transaction that inserts, so that whoever
/// has read a number has read, or can read, all before it.
@Singleton
public final class Events {

    private final Tenants tenants;
    private final EventRepository events;
    private final StoreClock clock;

    Events(Tenants tenants, EventRepository events, StoreClock clock) {
        this.tenants = tenants;
        this.events = events;
        this.clock = clock;
    }

    /// Adds events to a run and returns the number of the last one.
    public long append(String tenant, String runId, List<NewEvent> added) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            Long last = events.advance(runId, added.size(), now);
            if (last == null) {
                throw new IllegalArgumentException(
                        "There is no run '" + runId + "' whose events could be kept. Create the run first.");
            }
            if (!added.isEmpty()) {
                events.insert(numbered(runId, last - added.size(), added, now));
            }
            return last;
        });
    }

    /// The same, together with these rows: all of it is kept, or nothing. What an event tells is so, and is told once.
    public long append(String tenant, String runId, List<NewEvent> added, Runnable rows) {
        return tenants.in(tenant, () -> {
            rows.run();
            return append(tenant, runId, added);
        });
    }

    /// The events after a number, in order; 0 begins at the first.
    public List<Event> after(String tenant, String runId, long seq, int limit) {
        return tenants.in(tenant, () -> events.after(runId, seq, limit));
    }

    /// How the agents of a run began, each with who it was.
    public List<Event> beginningsOfAgents(String tenant, String runId) {
        return tenants.in(tenant, () -> events.beginningsOfAgents(runId));
    }

    private List<Event> numbered(String runId, long before, List<NewEvent> added, Instant now) {
        List<Event> numbered = new ArrayList<>(added.size());
        for (NewEvent event : added) {
            numbered.add(new Event(runId, before + numbered.size() + 1, now, event.kind(), event.body()));
        }
        return numbered;
    }
}
