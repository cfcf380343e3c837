package dev.pawl.workflows.lifecycle.checkup;

import dev.pawl.workflows.port.probe.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One finding for each pool and part, however many rounds were made.
final class Findings {

    private final Map<String, Finding> byPlace = new LinkedHashMap<>();

    void add(List<Finding> found) {
        for (Finding finding : found) {
            byPlace.merge(finding.pool() + "/" + finding.part(), finding, Finding::with);
        }
    }

    List<Finding> all() {
        return List.copyOf(byPlace.values());
    }

    CheckupOutcome outcome() {
        boolean sound = byPlace.values().stream().allMatch(finding -> finding.status() == Finding.Status.SOUND);
        return sound ? new CheckupOutcome.Sound(all()) : new CheckupOutcome.Unsound(all());
    }

    /// For the Web UI.
    String table() {
        StringBuilder table = new StringBuilder("| pool | part | | slowest |\n|---|---|---|---|\n");
        for (Finding finding : byPlace.values()) {
            table.append("| %s | %s | %s | %d ms |\n"
                    .formatted(finding.pool(), finding.part(), words(finding), finding.millis()));
        }
        return table.toString();
    }

    private static String words(Finding finding) {
        return switch (finding.status()) {
            case SOUND -> "sound";
            case BROKEN -> "**broken**: " + finding.detail();
        };
    }
}
