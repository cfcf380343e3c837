package dev.pawl.activities.workspace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.NullProgressMonitor;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.BundleWriter;
import org.eclipse.jgit.transport.PackParser;

/// What this worker has at hand of one repository: a bare repository of ours that can be thrown away at any time, since
/// all that is in it is kept in the store, or can be fetched again.
final class Mirror implements AutoCloseable {

    /// Where a fetch leaves what it brought.
    static final String FETCHED = "refs/pawl/fetched";

    private static final String OBJECTS = "objects";

    private final Path folder;
    private final Repository repository;

    private Mirror(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    /// Makes an empty one; whoever dies over it leaves half of one.
    static void make(Path folder) throws IOException {
        try (Repository repository = opened(folder)) {
            repository.create(true);
        }
    }

    /// Git takes no folder for a repository whose HEAD is empty, as a loss of power leaves it.
    static boolean isIn(Path folder) {
        return folder.resolve(Constants.HEAD).toFile().length() > 0 && Files.isDirectory(folder.resolve(OBJECTS));
    }

    static Mirror in(Path folder) throws IOException {
        return new Mirror(folder, opened(folder));
    }

    private static Repository opened(Path folder) throws IOException {
        OwnSettings.apply();
        return new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
    }

    /// Takes away what a git that was killed left locked. Only for who is alone in changing it.
    void takeLocksAway() throws IOException {
        takeLocksAway(folder, 1);
        takeLocksAway(folder.resolve(Constants.R_REFS), Integer.MAX_VALUE);
    }

    private static void takeLocksAway(Path below, int depth) throws IOException {
        try (Stream<Path> files = Files.walk(below, depth)) {
            for (Path lock :
                    files.filter(file -> file.toString().endsWith(".lock")).toList()) {
                Files.deleteIfExists(lock);
            }
        }
    }

    /// Whether what was fetched last can be read, and all packs are whole.
    boolean isSound() {
        try {
            at(FETCHED);
            try (DirectoryStream<Path> indexes =
                    Files.newDirectoryStream(folder.resolve(OBJECTS).resolve("pack"), "*.idx")) {
                for (Path index : indexes) {
                    if (!isWhole(index)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException broken) {
            return false;
        }
    }

    /// A pack ends with a digest of itself, and its index with that one and one of its own.
    private static boolean isWhole(Path index) throws IOException {
        Path pack = index.resolveSibling(index.getFileName().toString().replaceAll("idx$", "pack"));
        return Arrays.equals(digest(pack, 1), digest(index, 2));
    }

    private static byte[] digest(Path file, int fromTheEnd) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            byte[] digest = new byte[Constants.OBJECT_ID_LENGTH];
            bytes.seek(bytes.length() - (long) fromTheEnd * digest.length);
            bytes.readFully(digest);
            return digest;
        }
    }

    Path folder() {
        return folder;
    }

    /// Where all that it holds lies.
    Path objects() {
        return folder.resolve(OBJECTS);
    }

    Repository repository() {
        return repository;
    }

    boolean has(String commit) throws IOException {
        return repository.getObjectDatabase().has(ObjectId.fromString(commit));
    }

    RevCommit commit(String id) throws IOException {
        return commit(ObjectId.fromString(id));
    }

    RevCommit commit(ObjectId id) throws IOException {
        try (RevWalk walk = new RevWalk(repository)) {
            RevCommit commit = walk.parseCommit(id);
            walk.parseBody(commit);
            return commit;
        }
    }

    /// What a ref of ours leads to, past any tag.
    Optional<RevCommit> at(String ref) throws IOException {
        ObjectId found = repository.resolve(ref + "^{commit}");
        return found == null ? Optional.empty() : Optional.of(commit(found));
    }

    /// The commit with all that it needs, but for what comes with the other one.
    void write(String commit, Optional<String> without, OutputStream into) throws IOException {
        BundleWriter writer = new BundleWriter(repository);
        writer.include("refs/pawl/" + commit, ObjectId.fromString(commit));
        if (without.isPresent()) {
            writer.assume(commit(without.get()));
        }
        writer.writeBundle(NullProgressMonitor.INSTANCE, into);
    }

    /// Takes in what was written so.
    void read(InputStream bundle) throws IOException {
        BufferedInputStream from = new BufferedInputStream(bundle, 64 * 1024);
        skipHead(from);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            PackParser parser = inserter.newPackParser(from);
            parser.setAllowThin(true);
            parser.parse(NullProgressMonitor.INSTANCE);
            inserter.flush();
        }
    }

    /// The same tree on the same parent with the same words is the same commit, whoever makes it and when: its time is
    /// a second after its parent's.
    RevCommit commit(ObjectId tree, RevCommit parent, String message) throws IOException {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentId(parent);
        commit.setAuthor(Signature.after(parent));
        commit.setCommitter(commit.getAuthor());
        commit.setMessage(message);
        try (ObjectInserter inserter = repository.newObjectInserter()) {
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return commit(id);
        }
    }

    /// A bundle begins with lines, the last of them empty.
    private static void skipHead(InputStream from) throws IOException {
        int before = '\n';
        for (int read = 0; read < 64 * 1024; read++) {
            int now = from.read();
            if (now < 0 || (now == '\n' && before == '\n')) {
                return;
            }
            before = now;
        }
        throw new IOException("what is kept of this repository is no bundle");
    }

    @Override
    public void close() {
        repository.close();
    }
}
