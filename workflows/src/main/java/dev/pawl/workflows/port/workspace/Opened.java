package dev.pawl.workflows.port.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.sandbox.Level;
import org.jspecify.annotations.Nullable;

/// What came of opening a repository.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Opened.Ready.class, name = "ready"),
    @JsonSubTypes.Type(value = Opened.Declined.class, name = "declined")
})
public sealed interface Opened {

    /// It is fetched and kept: no later step needs the origin.
    ///
    /// @param least how well its programs must be shut in; absent, it was opened before there were levels
    record Ready(
            Workspace base,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Level least) implements Opened {
        public Ready(Workspace base) {
            this(base, null);
        }
    }

    /// There is nothing to work on. The sentence says what to do about it.
    record Declined(Reason reason, String sentence) implements Opened {}

    enum Reason {
        /// The origin did not answer, or does not let us in.
        @JsonProperty("unreachable")
        UNREACHABLE,
        /// The origin has no such branch, tag or commit.
        @JsonProperty("no-such-ref")
        NO_SUCH_REF,
        /// The settings of this house do not let it.
        @JsonProperty("not-allowed")
        NOT_ALLOWED,
        /// More bytes, files or folders than the house takes.
        @JsonProperty("too-large")
        TOO_LARGE,
        /// Its objects are broken or made to do harm.
        @JsonProperty("unsafe")
        UNSAFE
    }
}
