package dev.pawl.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.cli.client.EventsView.Event;
import java.util.Optional;

/// What a person wants to know of an event while a run goes on, in one line; nothing of what only a log needs.
final class ProgressLine {

    private ProgressLine() {}

    static Optional<String> of(Event event) {
        JsonNode body = event.body();
        return Optional.ofNullable(
                        switch (event.kind()) {
                            case "agent.began" ->
                                "%s: the agent %s begins%s"
                                        .formatted(text(body, "step"), text(body, "agent"), again(body));
                            case "agent.said" -> "%s: \"%s\"".formatted(text(body, "step"), text(body, "text"));
                            case "agent.handed-over" ->
                                "%s: its worker shuts down, the next one goes on".formatted(text(body, "step"));
                            case "agent.ended" ->
                                "%s: the agent ended: %s%s"
                                        .formatted(text(body, "step"), text(body, "result"), why(body));
                            case "gate.answered" ->
                                "gate %s: %s. %s"
                                        .formatted(text(body, "gate"), text(body, "answer"), text(body, "summary"));
                            case "person.decided" ->
                                "%s decided: %s%s".formatted(text(body, "by"), text(body, "verb"), note(body));
                            case "person.cancelled" -> "%s cancelled it".formatted(text(body, "by"));
                            case "run.joined" ->
                                "joined by a build of %s %s".formatted(text(body, "system"), text(body, "build"));
                            default -> null;
                        })
                .map(line -> Table.plain(line).strip());
    }

    private static String again(JsonNode body) {
        int attempt = body.path("attempt").asInt(1);
        String resumed = body.path("resumed").asBoolean() ? ", where it was" : "";
        return attempt > 1 ? " (attempt %d%s)".formatted(attempt, resumed) : "";
    }

    private static String note(JsonNode body) {
        String note = text(body, "note");
        return note.isBlank() ? "" : ". \"" + note + "\"";
    }

    private static String why(JsonNode body) {
        String why = text(body, "summary") + text(body, "reason");
        return why.isBlank() ? "" : ". " + why;
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).asText("");
    }
}
