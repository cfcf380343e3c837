package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.egress.Egress;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.Sandboxes;
import jakarta.inject.Singleton;
import java.io.IOException;

/// Where agents work: shut in as their run asks for, with the way out that their base names.
@Singleton
public final class Rooms {

    private final Sandboxes sandboxes;
    private final Egress egress;

    Rooms(Sandboxes sandboxes, Egress egress) {
        this.sandboxes = sandboxes;
        this.egress = egress;
    }

    public Sandbox of(Job job, Desk desk) throws IOException, UnfitException {
        Sandbox sandbox = sandboxes.of(
                job.assignment().workspace().repository(), job.assignment().least());
        return egress.forWork(sandbox, job.ready().network(), desk);
    }
}
