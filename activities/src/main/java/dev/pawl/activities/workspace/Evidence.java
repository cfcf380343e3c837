package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Parcel;
import java.util.List;

/// What stands behind work that is handed over: which tree, on which base, who the agents were, and what every gate
/// said of it.
record Evidence(
        String run,
        String repository,
        String ref,
        String base,
        String commit,
        String tree,
        String title,
        String summary,
        List<Role> roles,
        List<Verdict> verdicts) {

    /// Who an agent was.
    ///
    /// @param digest SHA-256 over the file that says it
    record Role(String name, String source, String digest) {}

    static Evidence of(String run, Parcel parcel, String commit, List<Role> roles) {
        return new Evidence(
                run,
                parcel.head().repository().url(),
                parcel.head().repository().ref(),
                parcel.head().base(),
                commit,
                parcel.head().tree(),
                parcel.title(),
                parcel.summary(),
                roles,
                parcel.verdicts());
    }
}
