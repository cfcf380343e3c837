package dev.pawl.workflows.port.sandbox;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// How well agents and gates are shut in while they run; the later, the better.
public enum Level {
    /// Not at all: they run as the worker's own user.
    @JsonProperty("none")
    NONE,
    /// In namespaces of their own, with bubblewrap: they see the working copy and little else.
    @JsonProperty("bubblewrap")
    BUBBLEWRAP;

    /// As people write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
