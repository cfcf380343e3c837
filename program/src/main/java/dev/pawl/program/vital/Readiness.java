package dev.pawl.program.vital;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the program and each thing that it stands on are.
///
/// @param needed the parts without which the program is down; without another it is only degraded
public record Readiness(List<Part> parts, Set<String> needed) {

    static final String PROGRAM = "program";

    public Readiness {
        parts = List.copyOf(parts);
        needed = Set.copyOf(needed);
    }

    /// One thing; the reason says why it is down.
    public record Part(String name, Status status, @Nullable String reason) {}

    public enum Status {
        UP,
        DEGRADED,
        DOWN
    }

    /// Why what is down is down.
    public String reasons() {
        return parts.stream()
                .filter(part -> part.status() == Status.DOWN)
                .map(part -> part.name() + ": " + part.reason())
                .collect(Collectors.joining("; "));
    }

    public boolean isUp() {
        return parts.stream().allMatch(part -> part.status() == Status.UP);
    }

    Status overall() {
        if (isUp()) {
            return Status.UP;
        }
        boolean down = parts.stream()
                .anyMatch(part ->
                        part.status() == Status.DOWN && (part.name().equals(PROGRAM) || needed.contains(part.name())));
        return down ? Status.DOWN : Status.DEGRADED;
    }

    String json() {
        StringBuilder json = new StringBuilder("{\"status\":\"").append(word(overall()));
        json.append("\",\"parts\":[");
        String separator = "";
        for (Part part : parts) {
            json.append(separator).append("{\"name\":\"").append(escaped(part.name()));
            json.append("\",\"status\":\"").append(word(part.status())).append('"');
            if (part.reason() != null) {
                json.append(",\"reason\":\"").append(escaped(part.reason())).append('"');
            }
            json.append('}');
            separator = ",";
        }
        return json.append("]}\n").toString();
    }

    private static String word(Status status) {
        return status.name().toLowerCase(Locale.ROOT);
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                escaped.append('\\').append(c);
            } else if (c < ' ') {
                escaped.append("\\u%04x".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
