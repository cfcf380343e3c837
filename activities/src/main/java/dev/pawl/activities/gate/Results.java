package dev.pawl.activities.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How the tests of a base went in two runs: what changes are held against.
///
/// @param exitCode what the program ended with the second time
record Results(int exitCode, Map<String, State> tests) {

    enum State {
        /// It passed twice.
        @JsonProperty("green")
        GREEN,
        /// It failed twice.
        @JsonProperty("red")
        RED,
        /// It did not go the same way twice.
        @JsonProperty("flaky")
        FLAKY,
        /// It was there one time only: its name changes.
        @JsonProperty("sometimes")
        SOMETIMES,
        /// It was skipped twice.
        @JsonProperty("skipped")
        SKIPPED
    }

    static Results of(Trial first, Trial second) {
        Map<String, State> states = new LinkedHashMap<>();
        Set<String> tests = new LinkedHashSet<>(first.results().keySet());
        tests.addAll(second.results().keySet());
        for (String test : tests) {
            states.put(test, state(first.results().get(test), second.results().get(test)));
        }
        return new Results(second.ended().exitCode(), states);
    }

    private static State state(@Nullable TestResult first, @Nullable TestResult second) {
        if (first == null || second == null) {
            return State.SOMETIMES;
        }
        if (first.how() != second.how()) {
            return State.FLAKY;
        }
        return switch (first.how()) {
            case PASSED -> State.GREEN;
            case FAILED -> State.RED;
            case SKIPPED -> State.SKIPPED;
        };
    }

    boolean knows(String test) {
        return tests.containsKey(test);
    }

    @Nullable
    State of(String test) {
        return tests.get(test);
    }

    List<String> all(State state) {
        List<String> found = new ArrayList<>();
        tests.forEach((test, its) -> {
            if (its == state) {
                found.add(test);
            }
        });
        return found;
    }
}
