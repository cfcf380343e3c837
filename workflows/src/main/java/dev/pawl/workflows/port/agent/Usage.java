package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an agent used up.
///
/// @param costMicros millionths of a dollar
public record Usage(long turns, long inputTokens, long outputTokens, long costMicros, Source source) {

    public static final Usage NONE = new Usage(0, 0, 0, 0, Source.UNKNOWN);

    /// Whose figure it is.
    public enum Source {
        /// Nobody counted.
        @JsonProperty("unknown")
        UNKNOWN,
        /// The agent says so itself.
        @JsonProperty("claimed")
        CLAIMED,
        /// A recording says so: nothing was bought.
        @JsonProperty("recorded")
        RECORDED
    }

    public Usage and(Usage more) {
        return new Usage(
                turns + more.turns,
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                costMicros + more.costMicros,
                more.source == Source.UNKNOWN ? source : more.source);
    }
}
