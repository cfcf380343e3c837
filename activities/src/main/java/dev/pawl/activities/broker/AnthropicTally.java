package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// The Messages API tells the input at the beginning, and all figures anew with the last words.
final class AnthropicTally extends Tally {

    private static final List<String> TEXTS = List.of("text", "thinking", "partial_json", "signature");

    @Override
    void event(JsonNode event) {
        switch (event.path("type").asText()) {
            case "message_start" -> take(event.path("message").path("usage"));
            case "content_block_delta" ->
                TEXTS.forEach(name -> show(event.path("delta").path(name)));
            case "message_delta" -> {
                take(event.path("usage"));
                if (event.path("usage").path("output_tokens").isNumber()) {
                    finish();
                }
            }
            default -> {
                // Nothing that is counted.
            }
        }
    }

    @Override
    void whole(JsonNode answer) {
        if (answer.path("usage").path("output_tokens").isNumber()) {
            take(answer.path("usage"));
            finish();
        }
    }

    /// What is not said stays as it was said before.
    private void take(JsonNode usage) {
        if (!usage.isObject()) {
            return;
        }
        Tokens before = said();
        long hour = number(usage.path("cache_creation"), "ephemeral_1h_input_tokens", before.cacheWriteHour());
        long write = number(usage, "cache_creation_input_tokens", before.cacheWrite() + before.cacheWriteHour());
        say(new Tokens(
                number(usage, "input_tokens", before.input()),
                Math.max(0, write - hour),
                hour,
                number(usage, "cache_read_input_tokens", before.cacheRead()),
                number(usage, "output_tokens", before.output())));
    }
}
