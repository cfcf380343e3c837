package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What proves a run's work.
public record EvidenceView(
        @Nullable String run,
        List<RunView.Gate> gates,
        @Nullable String delivered) {

    public EvidenceView {
        gates = List.copyOf(requireNonNullElse(gates, List.of()));
    }
}
