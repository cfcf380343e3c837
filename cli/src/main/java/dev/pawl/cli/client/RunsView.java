package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One page of runs, the newest first, and where the next page begins.
public record RunsView(List<RunView> runs, @Nullable String next) {

    public RunsView {
        runs = List.copyOf(requireNonNullElse(runs, List.of()));
    }
}
