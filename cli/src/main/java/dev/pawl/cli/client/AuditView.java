package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of the calls that were made, refused ones too, the newest first.
public record AuditView(List<Call> calls, @Nullable String next) {

    public AuditView {
        calls = List.copyOf(requireNonNullElse(calls, List.of()));
    }

    /// One call: who asked for what, and how the gateway answered. `key` is the id of the API key, if one was known.
    public record Call(
            @Nullable String at,
            @Nullable String key,
            @Nullable String method,
            @Nullable String path,
            int status) {}
}
