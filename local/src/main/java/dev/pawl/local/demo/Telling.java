package dev.pawl.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.RunFollower;
import dev.pawl.local.guest.RunView;
import org.jspecify.annotations.Nullable;

/// Tells of a run as it goes on: its stages, what the agent says, what the gates answer.
class Telling implements RunFollower.Reader {

    private final Narrator narrator;
    private @Nullable String stage;

    Telling(Narrator narrator) {
        this.narrator = narrator;
    }

    @Override
    public void read(Event event) {
        JsonNode body = event.body();
        switch (event.kind()) {
            case "agent.began" ->
                narrator.say(
                        body.path("resumed").asBoolean() ? "  the agent goes on where it was" : "  the agent begins");
            case "agent.said" -> narrator.say("  agent: " + body.path("text").asText());
            case "agent.ended" ->
                narrator.say("  the agent is done: "
                        + body.path("summary").asText(body.path("reason").asText()));
            case "gate.answered" ->
                narrator.say("  gate %-12s %-5s %s"
                        .formatted(
                                body.path("gate").asText(),
                                body.path("answer").asText(),
                                body.path("summary").asText()));
            default -> {}
        }
    }

    @Override
    public void looked(RunView run) {
        String now = run.stage();
        if (now != null && !now.equals(stage)) {
            stage = now;
            narrator.say(now);
        }
    }
}
