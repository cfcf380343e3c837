package dev.pawl.local.bench;

import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.model.Answered;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// All that a storm has left behind.
///
/// @param conversations each run, and its name in what it asks of the model
/// @param given what the model answered
/// @param bought what Pawl's ledger says
/// @param events what the runs tell of their agents
record Traces(
        Map<String, String> conversations,
        List<Answered> given,
        List<Bought> bought,
        List<Strike> strikes,
        Map<String, List<Event>> events) {

    Traces {
        conversations = Map.copyOf(conversations);
        given = List.copyOf(given);
        bought = List.copyOf(bought);
        strikes = List.copyOf(strikes);
        events = Map.copyOf(events);
    }

    List<String> runs() {
        return conversations.keySet().stream().sorted().toList();
    }

    /// What a run was sold, in the order in which it asked.
    List<Answered> sold(String run) {
        return given.stream()
                .filter(answer -> answer.isSold() && answer.conversation().equals(conversations.get(run)))
                .sorted(Comparator.comparing(Answered::asked))
                .toList();
    }

    List<Bought> bought(String run) {
        return bought.stream().filter(row -> row.run().equals(run)).toList();
    }

    /// The step that an answer was asked for in, as the ledger says it.
    String step(String run, Answered answer) {
        return bought(run).stream()
                .filter(row -> !row.started().isAfter(answer.asked()))
                .max(Comparator.comparing(Bought::started))
                .map(Bought::step)
                .orElse("nowhere");
    }

    List<Strike> strikes(String run) {
        return strikes.stream().filter(strike -> strike.hits(run)).toList();
    }

    /// Whether an agent of the run was struck between these moments.
    boolean isStruck(String run, Instant after, Instant before) {
        return strikes(run).stream()
                .anyMatch(strike -> strike.at().isAfter(after) && strike.at().isBefore(before));
    }
}
