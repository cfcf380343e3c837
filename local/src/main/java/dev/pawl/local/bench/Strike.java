package dev.pawl.local.bench;

import dev.pawl.local.guest.EventsView.Event;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One kill of a worker, and the agents that were at work there.
record Strike(Instant at, String worker, List<AtWork> hit) {

    private static final String BEGAN = "agent.began";
    private static final String ENDED = "agent.ended";

    Strike {
        hit = List.copyOf(hit);
    }

    boolean hits(String run) {
        return hit.stream().anyMatch(agent -> agent.run().equals(run));
    }

    /// Of those that were seen there, the ones that had not ended, as the runs tell it.
    Strike ofThoseAtWork(Map<String, List<Event>> events) {
        return new Strike(
                at,
                worker,
                hit.stream()
                        .filter(agent -> isAtWork(agent, events.getOrDefault(agent.run(), List.of())))
                        .toList());
    }

    private boolean isAtWork(AtWork agent, List<Event> events) {
        return events.stream()
                .filter(event -> event.body().path("step").asText().equals(agent.step()))
                .filter(event -> event.kind().equals(BEGAN) || event.kind().equals(ENDED))
                .filter(event -> event.moment().isBefore(at))
                .max(Comparator.comparingLong(Event::seq))
                .filter(event -> event.kind().equals(BEGAN))
                .isPresent();
    }
}
