package dev.pawl.program.vital;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How the program and each thing that it stands on are.
public record Readiness(List<Part> parts) {

    public Readiness {
        parts = List.copyOf(parts);
    }

    /// One thing; the reason says why it is down.
    public record Part(String name, Status status, @Nullable String reason) {}

    public enum Status {
        UP,
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

    String json() {
        StringBuilder json = new StringBuilder("{\"status\":\"").append(word(isUp() ? Status.UP : Status.DOWN));
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
