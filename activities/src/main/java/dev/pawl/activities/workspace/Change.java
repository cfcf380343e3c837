package dev.pawl.activities.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What became of one file.
///
/// @param path where it is, or was where it is gone
/// @param before where it was, where it was moved
/// @param added the lines that are new, with their numbers; none of a binary file
public record Change(Kind kind, String path, @Nullable String before, boolean binary, List<Line> added) {

    public Change {
        added = List.copyOf(added);
    }

    /// Where it was before.
    public String origin() {
        return before == null ? path : before;
    }

    /// Every place that it touches.
    public List<String> paths() {
        return before == null ? List.of(path) : List.of(path, before);
    }

    public enum Kind {
        ADDED,
        MODIFIED,
        MOVED,
        DELETED
    }

    /// One line of a file, from 1.
    public record Line(int number, String text) {}
}
