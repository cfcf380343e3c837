package dev.pawl.activities.agent;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.egress.Target;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;

/// Keeps nothing on the way.
record ForgetfulRuntime(AgentRuntime real) implements AgentRuntime {

    @Override
    public String name() {
        return real.name();
    }

    @Override
    public boolean hasRoles() {
        return real.hasRoles();
    }

    @Override
    public boolean goesOnFromAnyTree() {
        return real.goesOnFromAnyTree();
    }

    @Override
    public Answer carryOut(Job job, Desk desk) throws IOException, InterruptedException, UnfitException {
        return real.carryOut(job, new Desk() {
            @Override
            public void say(String text) throws IOException {
                desk.say(text);
            }

            @Override
            public void log(String line) throws IOException {
                desk.log(line);
            }

            @Override
            public void denied(Target target, String why) {
                desk.denied(target, why);
            }

            @Override
            public void spend(Usage usage) {
                desk.spend(usage);
            }

            @Override
            public void checkpoint(String state) {}

            @Override
            public void checkpoint(String state, String transcript) {}
        });
    }
}
