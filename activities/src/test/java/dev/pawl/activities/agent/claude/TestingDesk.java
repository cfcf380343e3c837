package dev.pawl.activities.agent.claude;

import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.egress.Target;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes down what it is told.
class TestingDesk implements Desk {

    final List<String> said = new ArrayList<>();
    final List<String> logged = new ArrayList<>();
    final List<Usage> spent = new ArrayList<>();
    final List<String> checkpoints = new ArrayList<>();

    @Override
    public void say(String text) {
        said.add(text.strip());
    }

    @Override
    public void denied(Target target, String why) {
        logged.add(why);
    }

    @Override
    public void log(String line) {
        logged.add(line);
    }

    @Override
    public void spend(Usage usage) {
        spent.add(usage);
    }

    @Override
    public void checkpoint(String state) {
        checkpoints.add(state);
    }

    @Override
    public void checkpoint(String state, String transcript) throws IOException {
        checkpoints.add(state);
    }
}
