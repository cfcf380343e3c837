package dev.pawl.cli;

import dev.pawl.cli.client.RunView;
import java.util.List;

/// What a checkup found, as a table and as the last sentence.
final class Findings {

    private Findings() {}

    static Table table(List<RunView.Finding> findings) {
        Table table = new Table("POOL", "PART", "STATUS", "MILLIS", "DETAIL");
        for (RunView.Finding finding : findings) {
            String detail = finding.detail() == null ? "" : finding.detail();
            table.row(finding.pool(), finding.part(), finding.status(), finding.millis(), detail);
        }
        return table;
    }

    static String sentence(RunView run) {
        RunView.Outcome outcome = run.outcome();
        if (outcome == null) {
            return "The checkup ended without an outcome: somebody stopped it. It is run " + run.id() + ".";
        }
        int count = outcome.findings().size();
        if (outcome.isSound()) {
            return "The house is sound (" + (count == 1 ? "1 finding" : count + " findings") + ", run " + run.id()
                    + ").";
        }
        return "The house is not sound; the table says where (run " + run.id() + ").";
    }
}
