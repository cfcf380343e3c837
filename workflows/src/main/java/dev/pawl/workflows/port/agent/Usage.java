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
        RECORDED,
        /// The broker read them in the models' answers.
        @JsonProperty("measured")
        MEASURED,
        /// The broker counted what it could: an answer was cut off before its end.
        @JsonProperty("estimated")
        ESTIMATED
    }

    public Usage and(Usage more) {
        return new Usage(
                turns + more.turns,
                inputTokens + more.inputTokens,
                outputTokens + more.outputTokens,
                costMicros + more.costMicros,
                isNoMoreDoubtful(more) ? source : more.source);
    }

    /// The figure that is the least sure speaks for the sum. Where nobody counted there is no figure.
    private boolean isNoMoreDoubtful(Usage more) {
        return doubt(more.source) <= doubt(source);
    }

    private static int doubt(Source source) {
        return switch (source) {
            case UNKNOWN -> 0;
            case RECORDED -> 1;
            case MEASURED -> 2;
            case ESTIMATED -> 3;
            case CLAIMED -> 4;
        };
    }
}
