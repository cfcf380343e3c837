package dev.pawl.activities.agent.claude;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/// Where a conversation stood at a checkpoint.
///
/// @param session what Claude Code calls it
/// @param transcript the blob of all that was said until there
record Session(String session, String transcript) {

    private static final ObjectMapper JSON =
            new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static @Nullable Session read(@Nullable String state) {
        try {
            return state == null ? null : JSON.readValue(state, Session.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written of a conversation cannot be read", e);
        }
    }

    String text() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours can be written as JSON", e);
        }
    }
}
