package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.kill.Facts.Ending;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each invariant sees what it is there for: else the kill suite would prove nothing.
final class InvariantsTest {

    private static final Ending CALM =
            new Ending("fixed", "a7", Set.of("tests PASSED a7"), Map.of("fix/1", 1), List.of(1L, 2L, 3L), 28);
    private static final Facts GOOD = new Facts(
            Map.of("order-1", "run-1"), List.of("run-1"), List.of(), Map.of("pawl/run-1", 1), Map.of("run-1", CALM));

    @ParameterizedTest
    @EnumSource
    void findsNothingWhereAllIsWell(Invariants invariant) {
        assertThat(invariant.broken(GOOD, CALM)).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("wrongs")
    void findsWhatIsWrong(Invariants invariant, String wrong, Facts facts) {
        assertThat(invariant.broken(facts, CALM)).as(wrong).isNotEmpty();
        assertThat(Stream.of(Invariants.values())
                        .filter(other -> other != invariant)
                        .flatMap(other -> other.broken(facts, CALM).stream()))
                .as("what another invariant says of it")
                .isEmpty();
    }

    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of(
                        Invariants.ENDED_AS_IT_WOULD_HAVE,
                        "not fixed",
                        run(it -> new Ending(
                                "not_fixed", "a7", it.verdicts(), it.results(), it.numbers(), it.costMicros()))),
                Arguments.of(
                        Invariants.ENDED_AS_IT_WOULD_HAVE,
                        "another tree",
                        run(it ->
                                new Ending("fixed", "b8", it.verdicts(), it.results(), it.numbers(), it.costMicros()))),
                Arguments.of(
                        Invariants.NO_ORDER_LOST_AND_NONE_DOUBLED,
                        "accepted and forgotten",
                        new Facts(GOOD.placed(), List.of(), List.of(), GOOD.moves(), GOOD.runs())),
                Arguments.of(
                        Invariants.NO_ORDER_LOST_AND_NONE_DOUBLED,
                        "one order, two runs",
                        new Facts(GOOD.placed(), List.of("run-1", "run-2"), List.of(), GOOD.moves(), GOOD.runs())),
                Arguments.of(
                        Invariants.NO_ORDER_LOST_AND_NONE_DOUBLED,
                        "two orders, one run",
                        new Facts(
                                Map.of("order-1", "run-1", "order-2", "run-1"),
                                GOOD.kept(),
                                List.of(),
                                GOOD.moves(),
                                GOOD.runs())),
                Arguments.of(
                        Invariants.NO_ORDER_LOST_AND_NONE_DOUBLED,
                        "carried, and carried again for ever",
                        new Facts(GOOD.placed(), GOOD.kept(), List.of("run-1"), GOOD.moves(), GOOD.runs())),
                Arguments.of(Invariants.DELIVERED_ONCE, "twice", moved(Map.of("pawl/run-1", 2))),
                Arguments.of(Invariants.DELIVERED_ONCE, "never", moved(Map.of())),
                Arguments.of(
                        Invariants.DELIVERED_ONCE,
                        "under two names",
                        moved(Map.of("pawl/run-1", 1, "pawl/run-1-again", 1))),
                Arguments.of(
                        Invariants.ONE_RESULT_OF_EACH_INVOCATION,
                        "worked twice",
                        run(it -> new Ending(
                                it.outcome(),
                                it.tree(),
                                it.verdicts(),
                                Map.of("fix/1", 2),
                                it.numbers(),
                                it.costMicros()))),
                Arguments.of(
                        Invariants.ONE_RESULT_OF_EACH_INVOCATION,
                        "ended, and not told",
                        run(it -> new Ending(
                                it.outcome(), it.tree(), it.verdicts(), Map.of(), it.numbers(), it.costMicros()))),
                Arguments.of(
                        Invariants.NO_VERDICT_ON_ANOTHER_TREE,
                        "of a tree that nobody delivers",
                        run(it -> new Ending(
                                it.outcome(),
                                it.tree(),
                                Set.of("tests PASSED b8"),
                                it.results(),
                                it.numbers(),
                                it.costMicros()))),
                Arguments.of(Invariants.EVENTS_WITHOUT_GAP_OR_DOUBLE, "a gap", numbered(1L, 3L)),
                Arguments.of(Invariants.EVENTS_WITHOUT_GAP_OR_DOUBLE, "a double", numbered(1L, 2L, 2L)),
                Arguments.of(
                        Invariants.NOTHING_SPENT_IS_FORGOTTEN,
                        "less than it cost",
                        run(it -> new Ending(it.outcome(), it.tree(), it.verdicts(), it.results(), it.numbers(), 27))));
    }

    private static Facts numbered(Long... numbers) {
        return run(it ->
                new Ending(it.outcome(), it.tree(), it.verdicts(), it.results(), List.of(numbers), it.costMicros()));
    }

    private static Facts moved(Map<String, Integer> moves) {
        return new Facts(GOOD.placed(), GOOD.kept(), List.of(), moves, GOOD.runs());
    }

    private static Facts run(UnaryOperator<Ending> otherwise) {
        return new Facts(GOOD.placed(), GOOD.kept(), List.of(), GOOD.moves(), Map.of("run-1", otherwise.apply(CALM)));
    }
}
