package dev.pawl.activities.agent.claude;

import dev.pawl.activities.process.Dialogue;
import java.time.Duration;

/// Speaks with Claude Code, and lets its attempt know before it is asked to stop.
record Parting(Dialogue dialogue, Attempt attempt) implements Dialogue {

    @Override
    public Duration silence() {
        return dialogue.silence();
    }

    @Override
    public String farewell() {
        attempt.part();
        return dialogue.farewell();
    }

    @Override
    public void awaitEnd() throws InterruptedException {
        dialogue.awaitEnd();
    }
}
