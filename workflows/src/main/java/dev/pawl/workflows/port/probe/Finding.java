package dev.pawl.workflows.port.probe;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a probe saw of one part from one pool; `millis` is how long the slowest use of it took.
public record Finding(String pool, String part, Status status, String detail, long millis) {

    public enum Status {
        @JsonProperty("sound")
        SOUND,
        @JsonProperty("broken")
        BROKEN
    }

    /// The two seen as one: broken if either was, and as slow as the slower.
    public Finding with(Finding later) {
        Finding telling = status == Status.BROKEN ? this : later;
        return new Finding(pool, part, telling.status, telling.detail, Math.max(millis, later.millis));
    }
}
