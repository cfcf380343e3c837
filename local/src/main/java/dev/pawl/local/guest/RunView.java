package dev.pawl.local.guest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One run, as the gateway shows it.
///
/// @param events the number of its newest event
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunView(
        String id,
        String status,
        @Nullable String stage,
        long events,
        @Nullable Outcome outcome,
        @Nullable Question waitsFor,
        List<Gate> gates) {

    public RunView {
        gates = List.copyOf(Objects.requireNonNullElse(gates, List.of()));
    }

    /// What a person is asked.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Question(@Nullable String reason) {}

    /// What a gate said.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Gate(String gate, String answer, String summary, String tree) {}

    /// How a run ended: a checkup with what it found, a bug fix with what it delivered.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Outcome(
            String type,
            @Nullable List<Finding> findings,
            @Nullable String branch,
            @Nullable String commit,
            @Nullable String reason) {}

    /// What one pool found of one part.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Finding(
            @Nullable String pool,
            @Nullable String part,
            @Nullable String status,
            @Nullable String detail) {}

    /// Whether it is over.
    public boolean hasEnded() {
        return status.equals("ended");
    }

    /// Whether it stands still until a person decides.
    public boolean needsHuman() {
        return status.equals("needs_human");
    }

    /// Whether it is over and found nothing wrong.
    public boolean isSound() {
        return hasEnded() && outcome != null && outcome.type().equals("sound");
    }

    /// How it ended, in words.
    public String ending() {
        if (outcome == null) {
            return "without an outcome";
        }
        StringBuilder words = new StringBuilder(outcome.type());
        if (outcome.reason() != null) {
            words.append(": ").append(outcome.reason());
        }
        if (outcome.findings() != null) {
            outcome.findings().stream()
                    .filter(finding -> !"sound".equals(finding.status()))
                    .forEach(finding -> words.append("; ")
                            .append(finding.pool())
                            .append(' ')
                            .append(finding.part())
                            .append(": ")
                            .append(finding.detail()));
        }
        return words.toString();
    }
}
