package dev.pawl.activities.workspace;

import dev.pawl.activities.process.Plain;
import dev.pawl.workflows.port.workspace.Parcel;
import java.util.stream.Collectors;

/// What a delivered commit says of itself.
final class Words {

    private static final int LONGEST = 4000;

    private Words() {}

    static String of(Parcel parcel, String run) {
        String summary = quoted(parcel.summary());
        return Plain.text(parcel.title().strip().replaceAll("\\s+", " "), LONGEST)
                + "\n\n"
                + (summary.isEmpty() ? "" : summary + "\n")
                + "Pawl-Run: " + run + "\n";
    }

    /// What an agent says stands in patches too, and whoever applies one takes a line like `---` or `diff --git`
    /// for the end of the words. No line of a quotation is one, and none signs anything.
    private static String quoted(String said) {
        return Plain.text(said.replace("\r\n", "\n").strip(), LONGEST)
                .lines()
                .map(line -> ("> " + line).stripTrailing() + "\n")
                .collect(Collectors.joining());
    }
}
