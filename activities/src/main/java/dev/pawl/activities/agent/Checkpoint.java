package dev.pawl.activities.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.workspace.Workspace;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// What belongs together when somebody else goes on: the tree, where the agent stood, and what it has cost so far.
///
/// @param state of the agent; absent where only its tree is known
/// @param workedMillis how long it has worked so far
record Checkpoint(Workspace workspace, @Nullable String state, Usage usage, long workedMillis) {

    /// Records grow: a release reads what the next one wrote, and writes nothing for what is not there.
    private static final ObjectMapper JSON = new ObjectMapper()
            .findAndRegisterModules()
            .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    static @Nullable Checkpoint read(@Nullable String text) {
        return text == null ? null : parse(text, Checkpoint.class);
    }

    String text() {
        return text(this);
    }

    static Work work(String text) {
        return parse(text, Work.class);
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of ours can be written as JSON", e);
        }
    }

    /// The same, which cost this in all.
    Checkpoint paid(Usage all) {
        return new Checkpoint(workspace, state, all, workedMillis);
    }

    /// What an agent is told. What it may cost is no part of that: one that is granted more goes on.
    static String digestOf(Assignment assignment) {
        return digest(assignment.within(null));
    }

    /// Whether an agent has come anywhere since it was told this. One that has not begins, whatever it cost.
    boolean isBeyond(Assignment assignment) {
        return state != null || !workspace.equals(assignment.workspace());
    }

    /// What an invocation is told, so that one of another input is not taken for it. A field that a later release
    /// added and that holds nothing changes nothing.
    static String digest(Object input) {
        try {
            byte[] text = JSON.writeValueAsBytes(input);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("a record of ours has a digest", e);
        }
    }

    private static <T> T parse(String text, Class<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written of an invocation cannot be read", e);
        }
    }
}
