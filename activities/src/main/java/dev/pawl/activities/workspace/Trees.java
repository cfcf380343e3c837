package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Reads trees without laying them out.
public interface Trees {

    /// A file as a commit of the workspace's repository holds it; a larger one is a `TooLargeException`.
    ///
    /// @param commit the workspace's own or its base
    Optional<byte[]> read(String tenant, Workspace workspace, String commit, String path, int mostBytes)
            throws IOException;

    /// What the workspace began from.
    Workspace base(String tenant, Workspace workspace) throws IOException;

    /// The files that a commit holds, by path, and what git calls the content of each.
    SortedMap<String, String> files(String tenant, Workspace workspace, String commit) throws IOException;

    /// What the workspace changed, against its base or another commit of its line.
    List<Change> changes(String tenant, Workspace workspace, String from) throws IOException;
}
