package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/// Counts what one answer used up while it passes by.
abstract sealed class Tally permits AnthropicTally, ChatTally, ResponsesTally {

    private Tokens said = Tokens.NONE;
    private boolean begun;
    private boolean finished;
    private long shown;

    /// An event of a stream.
    abstract void event(JsonNode event);

    /// An answer that came as a whole.
    abstract void whole(JsonNode answer);

    /// Whether the provider has said all figures.
    final boolean isFinished() {
        return finished;
    }

    /// What is known now: the provider's own figures once it said them, before that what was seen.
    ///
    /// @param guess how many tokens the request has, if the provider did not say
    final Tokens tokens(long guess) {
        if (finished) {
            return said;
        }
        Tokens input = begun ? said : Tokens.ofInput(guess);
        return input.withOutput(Math.max(input.output(), Asked.tokens(shown)));
    }

    final void say(Tokens tokens) {
        said = tokens;
        begun = true;
    }

    final void finish() {
        finished = true;
    }

    final Tokens said() {
        return said;
    }

    /// Text of the answer, in whichever way it is told.
    final void show(JsonNode text) {
        if (text.isTextual()) {
            shown += text.asText().getBytes(StandardCharsets.UTF_8).length;
        }
    }

    static long number(JsonNode usage, String name, long otherwise) {
        JsonNode number = usage.path(name);
        return number.isNumber() ? number.asLong() : otherwise;
    }
}
