package dev.pawl.workflows.port.workspace;

/// A git tree by name. It is a value: whoever changes it returns another.
///
/// @param base the commit that the run began from
/// @param commit the commit that it is
/// @param tree what that commit holds: two workspaces of one tree are the same to every gate
public record Workspace(Repository repository, String base, String commit, String tree) {

    public boolean holdsTheSameAs(Workspace other) {
        return tree.equals(other.tree);
    }
}
