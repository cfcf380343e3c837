package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Parcel;

/// What a delivered commit says of itself.
final class Words {

    private Words() {}

    static String of(Parcel parcel, String run) {
        String summary = parcel.summary().strip();
        return parcel.title().strip().replaceAll("\\s+", " ")
                + "\n\n"
                + (summary.isEmpty() ? "" : summary + "\n\n")
                + "Pawl-Run: " + run + "\n";
    }
}
