package dev.pawl.activities.workspace;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.ignore.IgnoreNode;

/// What the rules of folders leave out of a tree. The nearest folder's decide.
record LeftOut(List<Rules> rules) {

    static final LeftOut NOTHING = new LeftOut(List.of());

    LeftOut {
        rules = List.copyOf(rules);
    }

    /// Rules of one folder, and where that folder is.
    record Rules(String prefix, IgnoreNode node) {}

    /// The same, and what a folder further down leaves out.
    ///
    /// @param text of its `.gitignore`
    LeftOut and(String prefix, byte[] text) throws IOException {
        IgnoreNode node = new IgnoreNode();
        node.parse(new ByteArrayInputStream(text));
        List<Rules> all = new ArrayList<>(rules);
        all.addFirst(new Rules(prefix, node));
        return new LeftOut(all);
    }

    boolean holds(String path, boolean isFolder) {
        for (Rules one : rules) {
            Boolean answer = one.node().checkIgnored(path.substring(one.prefix().length()), isFolder);
            if (answer != null) {
                return answer;
            }
        }
        return false;
    }
}
