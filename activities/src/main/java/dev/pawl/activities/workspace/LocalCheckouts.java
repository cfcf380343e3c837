package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Station;
import dev.pawl.activities.workspace.WorkingCopy.Source;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEditor;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;

/// Working copies in this worker's station: each a repository of its own that reads, and never writes, what the mirror
/// has.
@Singleton
final class LocalCheckouts implements Checkouts {

    private static final Duration PATIENCE = Duration.ofMinutes(20);

    /// The tree is laid out byte for byte, as it is read after, whatever `.gitattributes` says of line ends and the
    /// like.
    private static final String AS_KEPT = "* -text -ident -filter !eol !working-tree-encoding\n";

    private static final String CONFIG = """
            [core]
            \trepositoryformatversion = 0
            \tbare = false
            [gc]
            \tauto = 0
            [user]
            \tname = Pawl
            \temail = pawl@localhost
            """;

    private final Mirrors mirrors;
    private final Shelf shelf;
    private final Git git;
    private final Station station;
    private final TreeRules rules;

    LocalCheckouts(Mirrors mirrors, Shelf shelf, Git git, Station station, TreeRules rules) {
        this.mirrors = mirrors;
        this.shelf = shelf;
        this.git = git;
        this.station = station;
        this.rules = rules;
    }

    @Override
    public Checkout open(String tenant, Workspace workspace) throws IOException {
        long begun = System.nanoTime();
        Mirrors.Visit visit = mirrors.holding(tenant, workspace);
        WorkingCopy copy = layOut(new Source(tenant, workspace, visit));
        copy.took().since(begun, Took.Part.LAY_OUT);
        return copy;
    }

    @Override
    public Checkout openWith(String tenant, Workspace workspace, Workspace other, Collection<String> paths)
            throws IOException {
        Mirrors.Visit visit = mirrors.holding(tenant, workspace);
        try (Mirrors.Visit others = mirrors.holding(tenant, other)) {
            Mirror mirror = others.mirror();
            RevCommit under = mirror.commit(workspace.commit());
            ObjectId tree = mixed(mirror, under, mirror.commit(other.commit()), paths);
            RevCommit commit = mirror.commit(tree, under, "Laid over\n");
            Workspace mixture = new Workspace(workspace.repository(), workspace.base(), commit.name(), tree.name());
            return layOut(new Source(tenant, mixture, visit));
        } catch (IOException | RuntimeException e) {
            visit.close();
            throw e;
        }
    }

    private Path folder(Mirrors.Visit visit) throws IOException {
        try {
            return station.scratch();
        } catch (IOException e) {
            visit.close();
            throw e;
        }
    }

    private WorkingCopy layOut(Source source) throws IOException {
        WorkingCopy copy = new WorkingCopy(source, shelf, rules, folder(source.visit()));
        String commit = source.workspace().commit();
        try {
            begin(copy, commit, source.visit().mirror());
            if (!SmallTree.layOut(source.visit().mirror(), commit, copy.folder())) {
                layOutWithGit(commit, copy.folder());
            }
            return copy;
        } catch (InterruptedException e) {
            copy.close();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a working copy was laid out");
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    private void layOutWithGit(String commit, Path folder) throws IOException, InterruptedException {
        Git.Said said = git.run(folder, PATIENCE, List.of("reset", "--quiet", "--hard"));
        if (!said.isFine()) {
            throw new IOException("Commit %s could not be laid out: %s".formatted(commit, said.reason()));
        }
    }

    /// A repository without a file yet, which finds its objects in the mirror.
    private static void begin(WorkingCopy copy, String commit, Mirror mirror) throws IOException {
        Path settings = Files.createDirectories(copy.folder().resolve(".git"));
        Files.createDirectories(settings.resolve("objects/info"));
        Files.createDirectories(settings.resolve("refs/heads"));
        Files.createDirectories(settings.resolve("info"));
        Files.createDirectories(copy.aside());
        Files.writeString(settings.resolve("HEAD"), "ref: refs/heads/pawl\n");
        Files.writeString(settings.resolve("refs/heads/pawl"), commit + "\n");
        Files.writeString(settings.resolve("objects/info/alternates"), mirror.objects() + "\n");
        Files.writeString(settings.resolve("info/attributes"), AS_KEPT);
        Files.writeString(settings.resolve("config"), CONFIG);
    }

    private static ObjectId mixed(Mirror mirror, RevCommit under, RevCommit over, Collection<String> paths)
            throws IOException {
        try (ObjectReader reader = mirror.repository().newObjectReader();
                ObjectInserter inserter = mirror.repository().newObjectInserter()) {
            DirCache mixture = DirCache.read(reader, under.getTree());
            DirCache source = DirCache.read(reader, over.getTree());
            DirCacheEditor editor = mixture.editor();
            for (String path : paths) {
                DirCacheEntry entry = source.getEntry(path);
                editor.add(entry == null ? new DirCacheEditor.DeletePath(path) : copy(path, entry));
            }
            editor.finish();
            ObjectId tree = mixture.writeTree(inserter);
            inserter.flush();
            return tree;
        }
    }

    private static DirCacheEditor.PathEdit copy(String path, DirCacheEntry from) {
        return new DirCacheEditor.PathEdit(path) {
            @Override
            public void apply(DirCacheEntry entry) {
                entry.setFileMode(from.getFileMode());
                entry.setObjectId(from.getObjectId());
            }
        };
    }
}
