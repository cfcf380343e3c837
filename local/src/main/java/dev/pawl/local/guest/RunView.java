package dev.pawl.local.guest;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One run, as the gateway shows it.
///
/// @param events the number of its newest event
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunView(
        String id, String status, long events, @Nullable Outcome outcome) {

    /// How a checkup ended, and what it found.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Outcome(String type, @Nullable List<Finding> findings) {}

    /// What one pool found of one part.
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Finding(
            String pool,
            String part,
            String status,
            @Nullable String detail) {}

    /// Whether it is over.
    public boolean hasEnded() {
        return status.equals("ended");
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
        if (outcome.findings() != null) {
            outcome.findings().stream()
                    .filter(finding -> !finding.status().equals("sound"))
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
