package dev.pawl.workflows.port.workspace;

import dev.pawl.workflows.port.gate.Verdict;
import java.util.List;

/// What is handed over: the work, what it is called, and the verdicts that stand behind it.
public record Parcel(Workspace head, Delivery delivery, String title, String summary, List<Verdict> verdicts) {

    public Parcel {
        verdicts = List.copyOf(verdicts);
    }
}
