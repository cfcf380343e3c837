package dev.pawl.workflows.port.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// How work is handed over.
///
/// @param branch its name, where a branch is asked for
public record Delivery(Way way, @Nullable String branch) {

    public enum Way {
        @JsonProperty("branch")
        BRANCH,
        @JsonProperty("patch")
        PATCH
    }
}
