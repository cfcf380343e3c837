package dev.pawl.activities.agent.role;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who an agent is, as a Markdown file says it.
///
/// @param model by its provider's name for it; absent, the tier decides
/// @param tools what it may use
/// @param denied what it may not use, whatever else would let it
/// @param output the form of its answer, as a JSON schema
/// @param instructions the text below the front matter
public record Role(
        String name,
        String description,
        Tier tier,
        @Nullable String model,
        List<String> tools,
        List<String> denied,
        Limits limits,
        String output,
        String instructions) {

    public Role {
        tools = List.copyOf(tools);
        denied = List.copyOf(denied);
    }

    /// How far it may go.
    ///
    /// @param turns how often it may ask its model
    /// @param time how long it may work; absent, as long as its run lets it
    public record Limits(int turns, @Nullable Duration time) {}
}
