package dev.pawl.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Temporal wrote down of one workflow: when what happened, by the server's own clock.
record History(List<Event> events) {

    private static final String ASKED = "activitytaskscheduled";
    private static final String BEGAN = "activitytaskstarted";
    private static final String DONE = "activitytaskcompleted";
    private static final String WENT_ON = "workflowtaskcompleted";

    History {
        events = List.copyOf(events);
    }

    /// One event.
    ///
    /// @param type in small letters, without a prefix: `activitytaskscheduled`
    /// @param activity the type of the activity that it asks for, or nothing
    /// @param of the number of the event that it belongs to, or 0
    /// @param by who did it, where that is said
    record Event(long id, Instant at, String type, String activity, long of, String by) {

        static Event of(JsonNode json) {
            JsonNode more = attributes(json);
            return new Event(
                    json.path("eventId").asLong(),
                    Instant.parse(json.path("eventTime").asText()),
                    json.path("eventType")
                            .asText()
                            .replace("EVENT_TYPE_", "")
                            .replace("_", "")
                            .toLowerCase(Locale.ROOT),
                    more.path("activityType").path("name").asText(),
                    more.path("scheduledEventId").asLong(),
                    more.path("identity").asText());
        }

        private static JsonNode attributes(JsonNode json) {
            for (Map.Entry<String, JsonNode> field : json.properties()) {
                if (field.getKey().endsWith("EventAttributes")) {
                    return field.getValue();
                }
            }
            return json;
        }
    }

    /// One activity, from the moment when the story asked for it until the story had gone on.
    ///
    /// @param by the worker that carried it out
    record Step(Instant asked, Instant began, Instant done, Instant wentOn, String by) {

        double millis() {
            return millis(asked, wentOn);
        }

        double waitedMillis() {
            return millis(asked, began);
        }

        double workedMillis() {
            return millis(began, done);
        }

        double toldMillis() {
            return millis(done, wentOn);
        }

        private static double millis(Instant from, Instant to) {
            return Duration.between(from, to).toNanos() / 1e6;
        }
    }

    static History of(JsonNode history) {
        List<Event> events = new ArrayList<>();
        history.path("history").path("events").forEach(event -> events.add(Event.of(event)));
        return new History(events);
    }

    /// The steps of this type that are over, in order. None of them may run beside another.
    List<Step> steps(String activity) {
        Map<Long, Event> began = new HashMap<>();
        Map<Long, Event> done = new HashMap<>();
        for (Event event : events) {
            if (event.type().equals(BEGAN)) {
                began.put(event.of(), event);
            } else if (event.type().equals(DONE)) {
                done.put(event.of(), event);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (Event asked : events) {
            Event end = done.get(asked.id());
            Event begin = began.get(asked.id());
            Event next = end == null ? null : wentOn(end);
            boolean isMeant = asked.type().equals(ASKED) && asked.activity().equals(activity);
            if (isMeant && begin != null && end != null && next != null) {
                steps.add(new Step(asked.at(), begin.at(), end.at(), next.at(), begin.by()));
            }
        }
        return steps;
    }

    /// How often the story asked for something.
    int asked() {
        return (int) events.stream().filter(event -> event.type().equals(ASKED)).count();
    }

    /// How often it asked for this.
    int asked(String activity) {
        return (int) events.stream()
                .filter(event -> event.type().equals(ASKED) && event.activity().equals(activity))
                .count();
    }

    private @Nullable Event wentOn(Event end) {
        for (Event event : events) {
            if (event.id() > end.id() && event.type().equals(WENT_ON)) {
                return event;
            }
        }
        return null;
    }
}
