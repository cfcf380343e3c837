package dev.pawl.local.bench;

import dev.pawl.local.guest.EventsView.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// How long the agents of a killed worker stand still: until they ask their model again, save, or end.
final class ResumeCheck {

    private static final String UNTIL = "worker killed: until an agent of its goes on";
    /// So long Temporal waits before it hands out again what failed.
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Set<String> SIGNS = Set.of("agent.checkpoint", "agent.ended");

    private final Traces traces;
    private final Duration heartbeat;
    private final Duration limit;
    private final Figures figures;
    private final List<String> complaints = new ArrayList<>();
    private final List<Double> seconds = new ArrayList<>();
    private int hitAgain;

    ResumeCheck(Traces traces, StormPlan plan, Figures figures) {
        this.traces = traces;
        this.heartbeat = plan.heartbeat();
        this.limit = plan.toResume();
        this.figures = figures;
        for (Strike strike : traces.strikes()) {
            strike.hit().forEach(agent -> measure(strike, agent));
        }
        judge();
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<String> lines() {
        if (seconds.isEmpty()) {
            return List.of("No agent was seen that went on after a kill.");
        }
        Figure all = new Figure(UNTIL, "s", seconds);
        return List.of(
                "%d times an agent went on after a kill: after %.1f s in the middle, %.1f s at p95, %.1f s at most. Allowed at p95: %d s."
                        .formatted(seconds.size(), all.median(), all.p95(), all.max(), limit.toSeconds()),
                "%d times its next worker was killed, too, before it went on: that is counted from the later kill."
                        .formatted(hitAgain));
    }

    private void measure(Strike strike, AtWork agent) {
        Optional<Instant> sign = sign(strike.at(), agent);
        if (sign.isEmpty()) {
            complaints.add("The agent of %s at %s never went on after the kill at %s."
                    .formatted(agent.run(), agent.step(), strike.at()));
        } else if (traces.isStruck(agent.run(), strike.at(), sign.get())) {
            hitAgain++;
        } else {
            Instant killed = lastDeath(strike.at(), agent, sign.get());
            hitAgain += killed.equals(strike.at()) ? 0 : 1;
            double time = Duration.between(killed, sign.get()).toMillis() / 1000.0;
            seconds.add(time);
            figures.add(UNTIL, "s", time);
        }
    }

    /// Whoever has only begun has no program yet that a kill could be seen to meet, and whoever was handed to a worker
    /// that was just dying has not even begun: it is counted from the kill that met the last of them.
    private Instant lastDeath(Instant killed, AtWork agent, Instant sign) {
        List<Event> begun = events(agent)
                .filter(event -> event.kind().equals("agent.began"))
                .filter(event -> event.moment().isBefore(sign))
                .sorted(Comparator.comparing(Event::moment))
                .toList();
        if (begun.size() < 2) {
            return killed;
        }
        Event last = begun.getLast();
        Event before = begun.get(begun.size() - 2);
        if (dispatch(last) <= dispatch(before)) {
            return killed;
        }
        Instant alive = dispatch(last) > dispatch(before) + 1 ? lastSignOfOneBefore(last) : before.moment();
        return traces.strikes().stream()
                .map(Strike::at)
                .filter(strike -> strike.isAfter(alive) && strike.isBefore(last.moment()))
                .filter(strike -> !strike.isBefore(killed))
                .min(Instant::compareTo)
                .orElse(killed);
    }

    /// Temporal hands out again what gave no sign for the heartbeat, after a pause.
    private Instant lastSignOfOneBefore(Event began) {
        return Instant.parse(began.body().path("due").asText()).minus(heartbeat).minus(LONGEST_PAUSE);
    }

    private static int dispatch(Event began) {
        return began.body().path("dispatch").asInt();
    }

    private Stream<Event> events(AtWork agent) {
        return traces.events().getOrDefault(agent.run(), List.of()).stream()
                .filter(event -> event.body().path("step").asText().equals(agent.step()));
    }

    private Optional<Instant> sign(Instant killed, AtWork agent) {
        Stream<Instant> asked = traces.bought(agent.run()).stream().map(Bought::started);
        Stream<Instant> told =
                events(agent).filter(event -> SIGNS.contains(event.kind())).map(Event::moment);
        return Stream.concat(asked, told).filter(killed::isBefore).min(Instant::compareTo);
    }

    private void judge() {
        if (seconds.isEmpty()) {
            complaints.add("No kill met an agent at work, so nothing is shown.");
            return;
        }
        double p95 = new Figure(UNTIL, "s", seconds).p95();
        if (p95 * 1000 > limit.toMillis()) {
            complaints.add("At p95 agents went on %.1f s after a kill, and %d s are allowed."
                    .formatted(p95, limit.toSeconds()));
        }
    }
}
