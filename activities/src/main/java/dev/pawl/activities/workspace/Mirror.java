package dev.pawl.activities.workspace;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.lib.CommitBuilder;
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

    private final Path folder;
    private final Repository repository;

    private Mirror(Path folder, Repository repository) {
        this.folder = folder;
        this.repository = repository;
    }

    static Mirror in(Path folder) throws IOException {
        OwnSettings.apply();
        Repository repository =
                new FileRepositoryBuilder().setGitDir(folder.toFile()).setBare().build();
        if (!repository.getObjectDatabase().exists()) {
            repository.create(true);
        }
        return new Mirror(folder, repository);
    }

    Path folder() {
        return folder;
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
