package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A working copy on this machine. Closed, nothing of it is left.
public interface Checkout extends AutoCloseable {

    /// What it was laid out from.
    Workspace workspace();

    /// The working tree. Whoever works in it may do to it what they like: it is read without trust.
    Path folder();

    /// A folder beside the tree, for whoever works in it: nothing of it is kept.
    Path aside();

    /// What whoever works in it must be able to read beside it: where its git finds its objects.
    List<Path> readable();

    /// Lays a link into the tree that is no part of it: it is not kept. What the tree itself holds there stays.
    void link(String path, Path target) throws IOException;

    /// Reads the tree as it was left, and keeps it on top of what it was laid out from.
    ///
    /// @param run whose work it is
    /// @param message what the commit says
    Left keep(String run, String message) throws IOException;

    /// How long it took until now.
    Took took();

    @Override
    void close();
}
