package dev.pawl.store.overview;

import dev.pawl.store.event.Event;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Stage;
import dev.pawl.store.verdict.Verdict;
import java.util.List;

/// A run, and what happened to it.
///
/// @param stages its changes, in its story's order
/// @param verdicts what gates said of its trees, in the order in which they did
/// @param ends how its agents ended, each with what it used
public record Overview(Run run, List<Stage> stages, List<Verdict> verdicts, List<Event> ends) {

    public Overview {
        stages = List.copyOf(stages);
        verdicts = List.copyOf(verdicts);
        ends = List.copyOf(ends);
    }
}
