package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;

/// Chat completions tell all figures at the end, in an event without a choice. Some servers tell them all along.
final class ChatTally extends Tally {

    @Override
    void event(JsonNode event) {
        for (JsonNode choice : event.path("choices")) {
            JsonNode delta = choice.path("delta");
            show(delta.path("content"));
            show(delta.path("reasoning_content"));
            delta.path("tool_calls").forEach(call -> show(call.path("function").path("arguments")));
        }
        if (take(event.path("usage")) && event.path("choices").isEmpty()) {
            finish();
        }
    }

    @Override
    void whole(JsonNode answer) {
        if (take(answer.path("usage"))) {
            finish();
        }
    }

    private boolean take(JsonNode usage) {
        if (!usage.isObject()) {
            return false;
        }
        JsonNode details = usage.path("prompt_tokens_details");
        long read = number(details, "cached_tokens", 0);
        long write = number(details, "cache_write_tokens", 0);
        say(new Tokens(
                number(usage, "prompt_tokens", 0) - read - write,
                write,
                0,
                read,
                number(usage, "completion_tokens", 0)));
        return true;
    }
}
