package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One answer of a scripted model.
///
/// @param say what it says
/// @param calls the tools that it calls, each by its name with its input
/// @param result what it gives as its structured result: by the tool for that where it is offered, else as text
/// @param tokens what the answer costs
/// @param pause how long the model thinks before it answers
/// @param pace how long it rests before each further piece of a streamed answer
/// @param trouble what goes wrong instead
public record Turn(
        @Nullable String say,
        List<Map<String, JsonNode>> calls,
        @Nullable JsonNode result,
        Tokens tokens,
        Duration pause,
        Duration pace,
        @Nullable Trouble trouble) {

    static final Turn OVER = new Turn("The script is over.", null, null, null, null, null, null);

    private static final String RESULT_TOOL = "StructuredOutput";

    /// The parts that the script leaves out are filled in.
    public Turn(
            @Nullable String say,
            @Nullable List<Map<String, JsonNode>> calls,
            @Nullable JsonNode result,
            @Nullable Tokens tokens,
            @Nullable Duration pause,
            @Nullable Duration pace,
            @Nullable Trouble trouble) {
        this.say = say;
        this.calls = calls == null ? List.of() : List.copyOf(calls);
        this.result = result;
        this.tokens = Objects.requireNonNullElse(tokens, Tokens.USUAL);
        this.pause = Objects.requireNonNullElse(pause, Duration.ZERO);
        this.pace = Objects.requireNonNullElse(pace, Duration.ZERO);
        this.trouble = trouble;
    }

    /// What is said to whoever offers these tools.
    String text(Set<String> tools) {
        String said = Objects.requireNonNullElse(say, "");
        return result == null || tools.contains(RESULT_TOOL) ? said : (said + "\n" + result).strip();
    }

    /// The tools that are called of whoever offers these.
    List<Call> calls(Set<String> tools) {
        List<Call> all = new ArrayList<>();
        for (Map<String, JsonNode> call : calls) {
            call.forEach((tool, input) -> all.add(new Call(tool, input)));
        }
        if (result instanceof ObjectNode && tools.contains(RESULT_TOOL)) {
            all.add(new Call(RESULT_TOOL, result));
        }
        return all;
    }

    /// A tool, and what it is called with.
    record Call(String tool, JsonNode input) {}
}
