package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run, as the gateway shows it.
public record RunView(
        String id,
        String kind,
        @Nullable String title,
        String status,
        @Nullable String stage,
        long revision,
        @Nullable String createdAt,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Outcome outcome,
        long events) {

    /// How a run ended. The findings are those of a checkup; other kinds of run have none.
    public record Outcome(String type, List<Finding> findings) {

        public Outcome {
            findings = List.copyOf(requireNonNullElse(findings, List.of()));
        }

        public boolean isSound() {
            return type.equals("sound");
        }
    }

    /// What a checkup found of one part of the house, as one pool reaches it.
    public record Finding(
            @Nullable String pool,
            @Nullable String part,
            @Nullable String status,
            @Nullable String detail,
            long millis) {}

    public boolean hasEnded() {
        return status.equals("ended");
    }
}
