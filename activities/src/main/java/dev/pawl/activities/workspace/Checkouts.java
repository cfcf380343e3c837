package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.util.Collection;

/// Lays workspaces out on this machine, from what the store keeps of them. No origin is asked.
public interface Checkouts {

    /// A clone of its own whose working tree is the workspace's. What is done to it reaches no other.
    Checkout open(String tenant, Workspace workspace) throws IOException;

    /// The same, but these paths are as the other workspace of the same repository holds them, or are not there where
    /// it does not hold them.
    Checkout openWith(String tenant, Workspace workspace, Workspace other, Collection<String> paths) throws IOException;
}
