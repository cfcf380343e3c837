package dev.pawl.workflows.port.gate;

import org.jspecify.annotations.Nullable;

/// One thing that stands in the way, said so that an agent can mend it and a person can understand it.
///
/// @param gate who found it
/// @param rule what kind of thing it is: stable, to count by
/// @param test the id of the test that it is about
public record Finding(
        String gate,
        String rule,
        String message,
        @Nullable String path,
        @Nullable Integer line,
        @Nullable String test) {

    public static Finding of(String gate, String rule, String message) {
        return new Finding(gate, rule, message, null, null, null);
    }

    /// In one line, for people.
    public String sentence() {
        String place = path == null ? "" : line == null ? path + ": " : path + ":" + line + ": ";
        return gate + ": " + place + message;
    }
}
