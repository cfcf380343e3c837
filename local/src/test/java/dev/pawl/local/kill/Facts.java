package dev.pawl.local.kill;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// What is to be seen of all runs once they have ended.
///
/// @param placed each order, and its run
/// @param kept the runs that the database holds
/// @param undone what still lies in the outbox
/// @param moves each delivered branch, and how often it moved
/// @param runs each run, and what became of it
record Facts(
        Map<String, String> placed,
        List<String> kept,
        List<String> undone,
        Map<String, Integer> moves,
        Map<String, Ending> runs) {

    Facts {
        placed = Map.copyOf(placed);
        kept = List.copyOf(kept);
        undone = List.copyOf(undone);
        moves = Map.copyOf(moves);
        runs = Map.copyOf(runs);
    }

    /// What became of one run.
    ///
    /// @param outcome how it ended
    /// @param tree what it delivered
    /// @param verdicts what its gates said, each `gate outcome tree`
    /// @param results how often each step of it was answered
    /// @param numbers the numbers of its events, in order
    /// @param costMicros what its agents are said to have cost
    record Ending(
            String outcome,
            String tree,
            Set<String> verdicts,
            Map<String, Integer> results,
            List<Long> numbers,
            long costMicros) {

        Ending {
            verdicts = Set.copyOf(verdicts);
            results = Map.copyOf(results);
            numbers = List.copyOf(numbers);
        }
    }
}
