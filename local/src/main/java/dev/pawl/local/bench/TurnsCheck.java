package dev.pawl.local.bench;

import dev.pawl.local.model.Answered;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether each turn was bought once: again only where a worker was killed that held the agent, one turn for each such
/// kill, and never one that a checkpoint held.
final class TurnsCheck {

    private final Traces traces;
    private final List<String> complaints = new ArrayList<>();
    private int turns;
    private int again;

    TurnsCheck(Traces traces) {
        this.traces = traces;
        traces.runs().forEach(this::look);
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    List<String> lines() {
        long hits = traces.strikes().stream()
                .mapToLong(strike -> strike.hit().size())
                .sum();
        return List.of("%d turns; %d were bought again. %d kills met %d agents at work."
                .formatted(turns, again, traces.strikes().size(), hits));
    }

    /// A step that crashed is followed by another, which begins anew.
    private record Place(String step, int turn) {}

    private void look(String run) {
        List<Strike> unused = new ArrayList<>(traces.strikes(run));
        Map<Place, Answered> bought = new HashMap<>();
        Map<String, Integer> furthest = new HashMap<>();
        for (Answered answer : traces.sold(run)) {
            String step = traces.step(run, answer);
            Answered before = bought.put(new Place(step, answer.turn()), answer);
            if (before == null) {
                turns++;
            } else {
                again++;
                explain(unused, before, answer);
            }
            // The turn after it is asked for once a checkpoint holds it.
            if (furthest.merge(step, answer.turn(), Math::max) > answer.turn()) {
                complaints.add("A turn was bought again that a checkpoint held: %s.".formatted(answer));
            }
        }
    }

    private void explain(List<Strike> unused, Answered before, Answered again) {
        Optional<Strike> reason = unused.stream()
                .filter(strike ->
                        strike.at().isAfter(before.asked()) && strike.at().isBefore(again.asked()))
                .findFirst();
        reason.ifPresentOrElse(
                unused::remove,
                () -> complaints.add("A turn was bought again, and no kill is the reason: %s.".formatted(again)));
    }
}
