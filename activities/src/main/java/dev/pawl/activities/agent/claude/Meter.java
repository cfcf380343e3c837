package dev.pawl.activities.agent.claude;

import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.workflows.port.agent.Usage;

/// Tells the desk what a line of the broker's has cost, each part once.
final class Meter {

    private final Desk desk;
    private Usage told = Usage.NONE;

    Meter(Desk desk) {
        this.desk = desk;
    }

    /// @param all since the line was opened
    void reach(Usage all) {
        Usage more = new Usage(
                all.turns() - told.turns(),
                all.inputTokens() - told.inputTokens(),
                all.outputTokens() - told.outputTokens(),
                all.costMicros() - told.costMicros(),
                all.source());
        if (!all.equals(told)) {
            told = all;
            desk.spend(more);
        }
    }
}
