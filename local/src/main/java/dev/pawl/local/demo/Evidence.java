package dev.pawl.local.demo;

import dev.pawl.local.guest.EventsView.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the events of a run prove: that no round is missing, and that each number was given once, without a gap.
record Evidence(int rounds, List<Event> events) {

    Evidence {
        events = List.copyOf(events);
    }

    /// Whether nothing is missing and no number is doubled or left out.
    boolean isComplete() {
        return !events.isEmpty() && missing().isEmpty() && isNumbered();
    }

    /// The same for a person.
    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(
                missing().isEmpty()
                        ? "All %d rounds are there, in each of the pools %s."
                                .formatted(rounds, String.join(", ", pools()).replaceFirst(", (?=[^,]*$)", " and "))
                        : "Missing: " + String.join(", ", missing()) + ".");
        sentences.add(
                isNumbered()
                        ? "Its events are numbered 1 to %d: no gap, and no number twice.".formatted(events.size())
                        : "Its events are not numbered 1 to %d: %s.".formatted(events.size(), numbers()));
        repeated()
                .forEach((probe, times) -> sentences.add(
                        "%s was done %d times: the worker died after it had written and before Temporal knew, so it was done again."
                                .formatted(probe, times)));
        return sentences;
    }

    private List<String> missing() {
        Map<String, Long> done = done();
        return pools().stream()
                .flatMap(pool -> IntStream.rangeClosed(1, rounds).mapToObj(round -> probe(round, pool)))
                .filter(probe -> !done.containsKey(probe))
                .toList();
    }

    private Map<String, Long> repeated() {
        Map<String, Long> repeated = new TreeMap<>(done());
        repeated.values().removeIf(times -> times == 1);
        return repeated;
    }

    private boolean isNumbered() {
        return IntStream.range(0, events.size())
                .allMatch(index -> events.get(index).seq() == index + 1);
    }

    private String numbers() {
        return events.stream().map(event -> Long.toString(event.seq())).collect(Collectors.joining(" "));
    }

    private Map<String, Long> done() {
        return events.stream()
                .collect(Collectors.groupingBy(event -> probe(event.round(), event.pool()), Collectors.counting()));
    }

    private TreeSet<String> pools() {
        return events.stream().map(Event::pool).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String probe(int round, String pool) {
        return "Round " + round + " in pool " + pool;
    }
}
