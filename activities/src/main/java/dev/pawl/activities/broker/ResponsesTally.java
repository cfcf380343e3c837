package dev.pawl.activities.broker;

import com.fasterxml.jackson.databind.JsonNode;

/// The Responses API tells all figures in its last event, however the answer ended.
final class ResponsesTally extends Tally {

    @Override
    void event(JsonNode event) {
        String type = event.path("type").asText();
        if (type.endsWith(".delta")) {
            show(event.path("delta"));
        }
        whole(event.path("response"));
    }

    @Override
    void whole(JsonNode answer) {
        JsonNode usage = answer.path("usage");
        if (!usage.isObject()) {
            return;
        }
        JsonNode details = usage.path("input_tokens_details");
        long read = number(details, "cached_tokens", 0);
        long write = number(details, "cache_write_tokens", 0);
        say(new Tokens(
                number(usage, "input_tokens", 0) - read - write, write, 0, read, number(usage, "output_tokens", 0)));
        finish();
    }
}
