package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
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
        @Nullable String repository,
        @Nullable String createdAt,
        @Nullable String startedAt,
        @Nullable String endedAt,
        @Nullable Outcome outcome,
        @Nullable Question waitsFor,
        @Nullable String waitsSince,
        @Nullable String stalled,
        @Nullable String stalledSince,
        long events,
        List<Stage> stages,
        List<Gate> gates,
        @Nullable Cost cost,
        @Nullable Links links) {

    public RunView {
        stages = List.copyOf(requireNonNullElse(stages, List.of()));
        gates = List.copyOf(requireNonNullElse(gates, List.of()));
    }

    /// How a run ended. What is there depends on the kind of run and on the type.
    public record Outcome(
            String type,
            @Nullable String branch,
            @Nullable String commit,
            @Nullable String summary,
            @Nullable String reason,
            @Nullable String because,
            @Nullable JsonNode patch,
            List<Finding> findings) {

        public Outcome {
            findings = List.copyOf(requireNonNullElse(findings, List.of()));
        }

        public boolean isSound() {
            return type.equals("sound");
        }

        public Exit exit() {
            return switch (type) {
                case "fixed", "sound" -> Exit.FINE;
                case "cancelled" -> Exit.CANCELLED;
                default -> Exit.NO;
            };
        }
    }

    /// What a checkup found of one part of the house, as one pool reaches it, or what a gate found in the way.
    public record Finding(
            @Nullable String pool,
            @Nullable String part,
            @Nullable String status,
            @Nullable String detail,
            long millis,
            @Nullable String gate,
            @Nullable String message,
            @Nullable String path,
            @Nullable Integer line) {}

    /// What a run stands still for: what a person is asked, or a limit that is over by itself.
    ///
    /// @param until of a limit, when the run goes on
    public record Question(
            int question,
            @Nullable String reason,
            List<Finding> findings,
            List<String> verbs,
            @Nullable String until) {

        public Question {
            findings = List.copyOf(requireNonNullElse(findings, List.of()));
            verbs = List.copyOf(requireNonNullElse(verbs, List.of()));
        }
    }

    public record Stage(
            @Nullable String stage,
            @Nullable String beganAt,
            @Nullable String endedAt) {}

    public record Gate(
            @Nullable String gate,
            @Nullable String answer,
            @Nullable String summary,
            @Nullable String tree,
            @Nullable String level,
            @Nullable String evidence) {}

    public record Cost(
            long turns,
            long inputTokens,
            long outputTokens,
            long costMicros,
            @Nullable String source) {

        public boolean isNothing() {
            return turns == 0 && inputTokens == 0 && outputTokens == 0 && costMicros == 0;
        }
    }

    public record Links(@Nullable String patch, @Nullable String temporal) {}

    public boolean hasEnded() {
        return status.equals("ended");
    }

    public boolean isParked() {
        return status.equals("parked");
    }

    public boolean needsPerson() {
        return status.equals("needs_human");
    }
}
