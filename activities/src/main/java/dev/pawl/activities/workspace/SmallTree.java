package dev.pawl.activities.workspace;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.FS;

/// A tree of few and small files, laid out by this very process: to start git for it takes longer than to write it.
/// What is unusual in it is left to git.
final class SmallTree {

    private static final int MOST_FILES = 1_000;
    private static final long MOST_BYTES = 8L << 20;
    private static final Map<PosixFilePermission, PosixFilePermission> WHO_READS_RUNS = Map.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE,
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);

    private record Leaf(String path, FileMode mode, ObjectId id) {}

    private final ObjectReader reader;
    private final List<Leaf> leaves;

    private SmallTree(ObjectReader reader, List<Leaf> leaves) {
        this.reader = reader;
        this.leaves = leaves;
    }

    /// Lays the commit's tree out in an empty folder that is a repository already, with the index that git would make;
    /// says no, and has done nothing, where that is for git.
    static boolean layOut(Mirror mirror, String commit, Path folder) throws IOException {
        try (ObjectReader reader = mirror.repository().newObjectReader()) {
            Optional<SmallTree> small = read(reader, mirror.commit(commit).getTree());
            if (small.isEmpty()) {
                return false;
            }
            small.get().layInto(folder);
            return true;
        }
    }

    private static Optional<SmallTree> read(ObjectReader reader, ObjectId tree) throws IOException {
        List<Leaf> leaves = new ArrayList<>();
        long bytes = 0;
        try (TreeWalk walk = new TreeWalk(reader)) {
            walk.setRecursive(true);
            walk.addTree(tree);
            while (walk.next()) {
                Leaf leaf = new Leaf(walk.getPathString(), walk.getFileMode(), walk.getObjectId(0));
                if (!isUsual(walk) || leaves.size() == MOST_FILES) {
                    return Optional.empty();
                }
                bytes += reader.getObjectSize(leaf.id(), Constants.OBJ_BLOB);
                if (bytes > MOST_BYTES) {
                    return Optional.empty();
                }
                leaves.add(leaf);
            }
        }
        return Optional.of(new SmallTree(reader, leaves));
    }

    /// A file or a link whose name this system can say.
    private static boolean isUsual(TreeWalk walk) {
        return !FileMode.GITLINK.equals(walk.getFileMode())
                && Arrays.equals(walk.getRawPath(), walk.getPathString().getBytes(StandardCharsets.UTF_8));
    }

    /// Every folder and file is new: nothing is written through a link, whatever the tree says.
    private void layInto(Path folder) throws IOException {
        ObjectChecker checker = new ObjectChecker();
        Set<Path> made = new HashSet<>(Set.of(folder));
        DirCache index = DirCache.lock(new File(folder.toFile(), ".git/index"), FS.DETECTED);
        try {
            DirCacheBuilder builder = index.builder();
            for (Leaf leaf : leaves) {
                checker.checkPath(leaf.path());
                Path file = folder.resolve(leaf.path());
                make(Objects.requireNonNull(file.getParent()), made);
                write(leaf, file);
                builder.add(entry(leaf, file));
            }
            builder.finish();
            index.write();
            if (!index.commit()) {
                throw new IOException("The index of " + folder + " cannot be written.");
            }
        } finally {
            index.unlock();
        }
    }

    private static void make(Path above, Set<Path> made) throws IOException {
        if (made.add(above)) {
            make(Objects.requireNonNull(above.getParent()), made);
            Files.createDirectory(above);
        }
    }

    private void write(Leaf leaf, Path file) throws IOException {
        byte[] bytes = reader.open(leaf.id(), Constants.OBJ_BLOB).getBytes((int) MOST_BYTES);
        if (FileMode.SYMLINK.equals(leaf.mode())) {
            Files.createSymbolicLink(file, Path.of(new String(bytes, StandardCharsets.UTF_8)));
            return;
        }
        Files.write(file, bytes, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (FileMode.EXECUTABLE_FILE.equals(leaf.mode())) {
            Set<PosixFilePermission> permissions = new HashSet<>(Files.getPosixFilePermissions(file));
            WHO_READS_RUNS.forEach((reads, runs) -> {
                if (permissions.contains(reads)) {
                    permissions.add(runs);
                }
            });
            Files.setPosixFilePermissions(file, permissions);
        }
    }

    private static DirCacheEntry entry(Leaf leaf, Path file) throws IOException {
        BasicFileAttributes written = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        DirCacheEntry entry = new DirCacheEntry(leaf.path());
        entry.setFileMode(leaf.mode());
        entry.setObjectId(leaf.id());
        entry.setLength(written.size());
        entry.setLastModified(written.lastModifiedTime().toInstant());
        return entry;
    }
}
