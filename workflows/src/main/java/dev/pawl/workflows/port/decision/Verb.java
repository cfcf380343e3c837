package dev.pawl.workflows.port.decision;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// What a person may decide of a run that stands still.
public enum Verb {
    /// Try once more, as it is.
    @JsonProperty("retry")
    RETRY,
    /// Try once more, and tell the agent this.
    @JsonProperty("edit")
    EDIT,
    /// End it.
    @JsonProperty("abort")
    ABORT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
