package dev.pawl.workflows.port.gate;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.Kept;
import java.util.List;

/// How the base stood before anybody touched it: its tests were run twice.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Baseline.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Baseline.Broken.class, name = "broken")
})
public sealed interface Baseline {

    /// Its tests run.
    ///
    /// @param results every test and how it went: what later verdicts are held against
    /// @param tests how many there are
    /// @param red how many fail in both runs
    /// @param flaky how many did not go the same way twice
    /// @param alreadyRed those of the tests asked about that fail in both runs
    /// @param gates what the policy of the base commit asks of every change, the cheapest first
    record Measured(
            Kept results, int tests, int red, int flaky, List<String> alreadyRed, List<String> gates, String summary)
            implements Baseline {
        public Measured {
            alreadyRed = List.copyOf(alreadyRed);
            gates = List.copyOf(gates);
        }
    }

    /// Its tests do not run, so that nothing can be proved. The sentence says what was tried.
    record Broken(String sentence, Kept evidence) implements Baseline {}
}
