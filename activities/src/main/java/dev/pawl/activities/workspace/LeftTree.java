package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Reading;
import dev.pawl.workflows.port.gate.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/// Reads the tree that somebody left in a folder, without trust: no git runs on it, no link is followed, and what no
/// tree may hold is found by name.
final class LeftTree {

    private static final int MOST_FINDINGS = 50;
    private static final int LONGEST_LINK = 4096;
    private static final int LARGEST_RULES = 1 << 20;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path root;
    private final TreeRules limits;
    private final DirCache before;
    private final ObjectInserter inserter;
    private final Map<String, Path> laid;
    private final DirCache now = DirCache.newInCore();
    private final DirCacheBuilder builder = now.builder();
    private final List<Finding> findings = new ArrayList<>();
    private final Reading reading = new Reading(PATIENCE);
    private int files;
    private long bytes;

    /// @param laid links that were laid into the tree and are no part of it
    LeftTree(Path root, TreeRules limits, DirCache before, ObjectInserter inserter, Map<String, Path> laid) {
        this.laid = Map.copyOf(laid);
        this.root = root;
        this.limits = limits;
        this.before = before;
        this.inserter = inserter;
    }

    /// A folder on the way down.
    ///
    /// @param ignored whether only what was tracked before counts from here on
    private record Folder(String prefix, int depth, LeftOut leftOut, boolean ignored) {}

    /// The tree, or nothing where something was found. Its programs may be alive.
    Optional<ObjectId> read() throws IOException {
        return reading.of(this::readAll);
    }

    private Optional<ObjectId> readAll() throws IOException {
        try (DirectoryStream<Path> top = Files.newDirectoryStream(root)) {
            folder(secure(top), new Folder("", 1, LeftOut.NOTHING, false));
        }
        if (!findings.isEmpty()) {
            return Optional.empty();
        }
        builder.finish();
        ObjectId tree = now.writeTree(inserter);
        inserter.flush();
        return Optional.of(tree);
    }

    List<Finding> findings() {
        return findings;
    }

    private void folder(SecureDirectoryStream<Path> here, Folder folder) throws IOException {
        if (folder.depth() > limits.deepest()) {
            refuse("too-deep", folder.prefix(), "lies deeper than %d folders".formatted(limits.deepest()));
            return;
        }
        List<Path> names = names(here);
        Folder inside = withRules(here, folder, names);
        for (Path name : names) {
            if (findings.size() >= MOST_FINDINGS) {
                return;
            }
            if (!(folder.prefix().isEmpty() && name.toString().equals(Constants.DOT_GIT))) {
                entry(here, inside, name);
            }
        }
    }

    private void entry(SecureDirectoryStream<Path> here, Folder folder, Path name) throws IOException {
        reading.step();
        String path = folder.prefix() + name;
        PosixFileAttributes attributes = attributes(here, name);
        if (attributes.isSymbolicLink()
                && Files.readSymbolicLink(root.resolve(path)).equals(laid.get(path))) {
            return;
        }
        DirCacheEntry tracked = before.getEntry(path);
        boolean isFolder = attributes.isDirectory();
        boolean ignored = folder.ignored() || folder.leftOut().holds(path, isFolder);
        if (ignored && tracked == null && (!isFolder || before.getEntriesWithin(path).length == 0)) {
            return;
        }
        if (isRefused(name, path)) {
            return;
        }
        if (isFolder) {
            subfolder(here, new Folder(path + "/", folder.depth() + 1, folder.leftOut(), ignored), name, tracked);
        } else if (attributes.isSymbolicLink()) {
            link(path, tracked);
        } else if (attributes.isRegularFile()) {
            file(here, name, path, attributes, tracked);
        } else {
            refuse("not-a-file", path, "is a device, a pipe or a socket; take it out");
        }
    }

    private static PosixFileAttributes attributes(SecureDirectoryStream<Path> here, Path name) throws IOException {
        return here.getFileAttributeView(name, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
    }

    private boolean isRefused(Path name, String path) {
        Optional<String> refusal = limits.refusalOfName(name.toString().getBytes(StandardCharsets.UTF_8));
        if (refusal.isEmpty()) {
            return false;
        }
        if (name.toString().equalsIgnoreCase(Constants.DOT_GIT)) {
            refuse("nested-repository", path, "is a repository of its own inside the tree; take it out");
        } else {
            refuse("bad-name", path, refusal.get());
        }
        return true;
    }

    private void subfolder(SecureDirectoryStream<Path> here, Folder folder, Path name, @Nullable DirCacheEntry tracked)
            throws IOException {
        if (tracked != null && tracked.getFileMode().equals(FileMode.GITLINK)) {
            builder.add(tracked);
            return;
        }
        try (SecureDirectoryStream<Path> inside = here.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
            folder(inside, folder);
        }
    }

    private void link(String path, @Nullable DirCacheEntry tracked) throws IOException {
        Path target = Files.readSymbolicLink(root.resolve(path));
        byte[] text = target.toString().getBytes(StandardCharsets.UTF_8);
        ObjectId id = inserter.insert(Constants.OBJ_BLOB, text);
        boolean same = tracked != null && tracked.getObjectId().equals(id);
        if (text.length > LONGEST_LINK || (!same && leadsOut(path, target))) {
            refuse("escape", path, "is a link that leads out of the tree; take it out");
            return;
        }
        add(path, FileMode.SYMLINK, id, text.length);
    }

    private boolean leadsOut(String path, Path target) {
        Path top = Path.of("/tree");
        return target.isAbsolute()
                || !top.resolve(path).resolveSibling(target).normalize().startsWith(top);
    }

    private void file(
            SecureDirectoryStream<Path> here,
            Path name,
            String path,
            PosixFileAttributes attributes,
            @Nullable DirCacheEntry tracked)
            throws IOException {
        long size = attributes.size();
        if (size > limits.largestFile()) {
            refuse(
                    "too-large",
                    path,
                    "has %,d MiB, and no file may have more than %,d"
                            .formatted(size >> 20, limits.largestFile() >> 20));
            return;
        }
        boolean runs = attributes.permissions().contains(PosixFilePermission.OWNER_EXECUTE);
        try (SeekableByteChannel channel =
                here.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            reading.step();
            ObjectId id = id(channel, size, tracked);
            add(path, runs ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE, id, size);
        }
    }

    /// What is as it was need not be put in again, which would compress it first.
    private ObjectId id(SeekableByteChannel file, long size, @Nullable DirCacheEntry tracked) throws IOException {
        if (tracked != null && BlobId.of(size, bytes(file)).equals(tracked.getObjectId())) {
            return tracked.getObjectId();
        }
        return inserter.insert(Constants.OBJ_BLOB, size, bytes(file.position(0)));
    }

    private InputStream bytes(SeekableByteChannel file) {
        return reading.of(Channels.newInputStream(file));
    }

    private void add(String path, FileMode mode, ObjectId id, long size) {
        files++;
        bytes += size;
        if (files > limits.mostFiles()) {
            refuse("too-many", path, "is one file too many: a tree may hold %,d".formatted(limits.mostFiles()));
        }
        if (bytes > limits.largestTree()) {
            refuse("too-large", path, "is too much: a tree may have %,d MiB".formatted(limits.largestTree() >> 20));
        }
        DirCacheEntry entry = new DirCacheEntry(path);
        entry.setFileMode(mode);
        entry.setObjectId(id);
        entry.setLength(size);
        builder.add(entry);
    }

    private void refuse(String rule, String path, String message) {
        if (findings.size() < MOST_FINDINGS) {
            String shown = Names.shown(path);
            findings.add(new Finding("agent", rule, "%s %s.".formatted(shown, message), shown, null, null));
        }
    }

    private Folder withRules(SecureDirectoryStream<Path> here, Folder folder, List<Path> names) throws IOException {
        for (Path name : names) {
            if (name.toString().equals(Constants.DOT_GIT_IGNORE)) {
                LeftOut leftOut = folder.leftOut().and(folder.prefix(), rules(here, name));
                return new Folder(folder.prefix(), folder.depth(), leftOut, folder.ignored());
            }
        }
        return folder;
    }

    /// A link or a folder of that name rules nothing.
    private byte[] rules(SecureDirectoryStream<Path> here, Path name) throws IOException {
        if (!attributes(here, name).isRegularFile()) {
            return new byte[0];
        }
        try (SeekableByteChannel channel =
                        here.newByteChannel(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                InputStream content = bytes(channel)) {
            return content.readNBytes(LARGEST_RULES);
        }
    }

    private static List<Path> names(SecureDirectoryStream<Path> here) {
        List<Path> names = new ArrayList<>();
        here.forEach(path -> names.add(path.getFileName()));
        names.sort(Comparator.comparing(Path::toString));
        return names;
    }

    @SuppressWarnings("unchecked")
    private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream) throws IOException {
        if (stream instanceof SecureDirectoryStream<?> secure) {
            return (SecureDirectoryStream<Path>) secure;
        }
        throw new IOException("This system cannot open folders safely. Workers run on Linux.");
    }
}
