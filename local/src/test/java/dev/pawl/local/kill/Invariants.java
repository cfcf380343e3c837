package dev.pawl.local.kill;

import dev.pawl.local.kill.Facts.Ending;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What must be true of all runs, whatever was killed meanwhile. Each answers with what is not so.
enum Invariants {
    ENDED_AS_IT_WOULD_HAVE {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            return ofEach(
                    facts,
                    run -> run.outcome().equals(calm.outcome()) && run.tree().equals(calm.tree()));
        }
    },
    NO_ORDER_LOST_AND_NONE_DOUBLED {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            List<String> broken = new ArrayList<>();
            facts.placed().forEach((order, run) -> {
                if (!facts.kept().contains(run)) {
                    broken.add("%s was accepted as %s, and there is no such run".formatted(order, run));
                }
            });
            Set<String> unknown = new HashSet<>(facts.kept());
            unknown.removeAll(facts.placed().values());
            unknown.forEach(run -> broken.add("nobody asked for " + run));
            if (new HashSet<>(facts.placed().values()).size() < facts.placed().size()) {
                broken.add("two orders have one run: " + facts.placed());
            }
            facts.undone().forEach(errand -> broken.add("still in the outbox: " + errand));
            return broken;
        }
    },
    DELIVERED_ONCE {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            List<String> broken = new ArrayList<>();
            for (String run : facts.runs().keySet()) {
                int moves = facts.moves().getOrDefault("pawl/" + run, 0);
                if (moves != 1) {
                    broken.add("the branch of %s moved %d times".formatted(run, moves));
                }
            }
            if (facts.moves().size() > facts.runs().size()) {
                broken.add("more branches than runs: " + facts.moves().keySet());
            }
            return broken;
        }
    },
    ONE_RESULT_OF_EACH_INVOCATION {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            return ofEach(facts, run -> run.results().equals(calm.results()));
        }
    },
    NO_VERDICT_ON_ANOTHER_TREE {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            return ofEach(facts, run -> run.verdicts().equals(calm.verdicts()));
        }
    },
    EVENTS_WITHOUT_GAP_OR_DOUBLE {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            return ofEach(
                    facts,
                    run -> run.numbers()
                            .equals(LongStream.rangeClosed(1, run.numbers().size())
                                    .boxed()
                                    .toList()));
        }
    },
    NOTHING_SPENT_IS_FORGOTTEN {
        @Override
        List<String> broken(Facts facts, Ending calm) {
            return ofEach(facts, run -> run.costMicros() >= calm.costMicros());
        }
    };

    /// @param calm what became of a run that nothing happened to
    abstract List<String> broken(Facts facts, Ending calm);

    private static List<String> ofEach(Facts facts, Function<Ending, Boolean> holds) {
        return facts.runs().entrySet().stream()
                .filter(run -> !holds.apply(run.getValue()))
                .map(run -> run.getKey() + ": " + run.getValue())
                .toList();
    }
}
