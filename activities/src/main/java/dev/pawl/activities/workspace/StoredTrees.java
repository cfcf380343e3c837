package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.patch.FileHeader;
import org.eclipse.jgit.patch.FileHeader.PatchType;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/// Reads trees from what the store keeps of them.
@Singleton
final class StoredTrees implements Trees {

    /// Larger files are shown as binary.
    private static final int LARGEST_TEXT = 8 << 20;

    private final Mirrors mirrors;

    StoredTrees(Mirrors mirrors) {
        this.mirrors = mirrors;
    }

    @Override
    public Optional<byte[]> read(String tenant, Workspace workspace, String commit, String path, int mostBytes)
            throws IOException {
        try (Mirrors.Visit visit = mirrors.holding(tenant, workspace)) {
            Mirror mirror = visit.mirror();
            RevCommit found = mirror.commit(commit);
            try (TreeWalk walk = TreeWalk.forPath(mirror.repository(), path, found.getTree())) {
                if (walk == null || (walk.getRawMode(0) & FileMode.TYPE_MASK) != FileMode.TYPE_FILE) {
                    return Optional.empty();
                }
                ObjectLoader file = mirror.repository().open(walk.getObjectId(0));
                if (file.getSize() > mostBytes) {
                    throw new TooLargeException(
                            "%s has %,d bytes; it may have %,d.".formatted(path, file.getSize(), mostBytes));
                }
                return Optional.of(file.getBytes(mostBytes));
            }
        }
    }

    @Override
    public Workspace base(String tenant, Workspace workspace) throws IOException {
        try (Mirrors.Visit visit = mirrors.holding(tenant, workspace)) {
            RevCommit base = visit.mirror().commit(workspace.base());
            return new Workspace(
                    workspace.repository(),
                    base.name(),
                    base.name(),
                    base.getTree().name());
        }
    }

    @Override
    public SortedMap<String, String> files(String tenant, Workspace workspace, String commit) throws IOException {
        try (Mirrors.Visit visit = mirrors.holding(tenant, workspace);
                TreeWalk walk = new TreeWalk(visit.mirror().repository())) {
            walk.addTree(visit.mirror().commit(commit).getTree());
            walk.setRecursive(true);
            SortedMap<String, String> files = new TreeMap<>();
            while (walk.next()) {
                files.put(walk.getPathString(), walk.getObjectId(0).name());
            }
            return files;
        }
    }

    @Override
    public List<Change> changes(String tenant, Workspace workspace, String from) throws IOException {
        try (Mirrors.Visit visit = mirrors.holding(tenant, workspace);
                DiffFormatter differ = new DiffFormatter(OutputStream.nullOutputStream())) {
            Mirror mirror = visit.mirror();
            differ.setRepository(mirror.repository());
            differ.setDetectRenames(true);
            differ.setBinaryFileThreshold(LARGEST_TEXT);
            List<Change> changes = new ArrayList<>();
            for (DiffEntry entry : differ.scan(
                    mirror.commit(from).getTree(),
                    mirror.commit(workspace.commit()).getTree())) {
                changes.add(change(mirror, entry, differ.toFileHeader(entry)));
            }
            return changes;
        }
    }

    private static Change change(Mirror mirror, DiffEntry entry, FileHeader edits) throws IOException {
        boolean binary = edits.getPatchType() != PatchType.UNIFIED;
        List<Change.Line> added = binary || !isText(entry) ? List.of() : added(mirror, entry, edits);
        return switch (entry.getChangeType()) {
            case ADD -> new Change(Change.Kind.ADDED, entry.getNewPath(), null, binary, added);
            case MODIFY -> new Change(Change.Kind.MODIFIED, entry.getNewPath(), null, binary, added);
            case DELETE -> new Change(Change.Kind.DELETED, entry.getOldPath(), null, binary, List.of());
            case RENAME, COPY -> new Change(Change.Kind.MOVED, entry.getNewPath(), entry.getOldPath(), binary, added);
        };
    }

    private static List<Change.Line> added(Mirror mirror, DiffEntry entry, FileHeader edits) throws IOException {
        RawText text = new RawText(
                mirror.repository().open(entry.getNewId().toObjectId()).getBytes(LARGEST_TEXT));
        List<Change.Line> lines = new ArrayList<>();
        for (Edit edit : edits.toEditList()) {
            for (int line = edit.getBeginB(); line < edit.getEndB(); line++) {
                lines.add(new Change.Line(line + 1, text.getString(line)));
            }
        }
        return lines;
    }

    private static boolean isText(DiffEntry entry) {
        return (entry.getNewMode().getBits() & FileMode.TYPE_MASK) == FileMode.TYPE_FILE
                || entry.getNewMode().equals(FileMode.SYMLINK);
    }
}
