package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Folders;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A working copy of one workspace.
final class WorkingCopy implements Checkout {

    private static final Logger LOG = LoggerFactory.getLogger(WorkingCopy.class);

    private final Source source;
    private final Shelf shelf;
    private final TreeRules rules;
    private final Path place;
    private final Map<String, Path> links = new HashMap<>();
    private final Took took = new Took();

    /// What is laid out, and the mirror that holds it meanwhile.
    record Source(String tenant, Workspace workspace, Mirrors.Visit visit) {}

    WorkingCopy(Source source, Shelf shelf, TreeRules rules, Path place) {
        this.source = source;
        this.shelf = shelf;
        this.rules = rules;
        this.place = place;
    }

    @Override
    public Workspace workspace() {
        return source.workspace();
    }

    @Override
    public Path folder() {
        return place.resolve("tree");
    }

    @Override
    public Path aside() {
        return place.resolve("aside");
    }

    @Override
    public List<Path> readable() {
        return List.of(source.visit().mirror().objects());
    }

    @Override
    public void link(String path, Path target) throws IOException {
        Path link = folder().resolve(path);
        if (!makeRoom(folder().relativize(link)) || Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.createSymbolicLink(link, target);
        links.put(path, target);
        Path hidden = Files.createDirectories(folder().resolve(".git/info")).resolve("exclude");
        Files.writeString(hidden, "/" + path + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /// Makes the folders above; goes through no link.
    private boolean makeRoom(Path path) throws IOException {
        for (int names = 1; names < path.getNameCount(); names++) {
            Path above = folder().resolve(path.subpath(0, names));
            if (!Files.exists(above, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectory(above);
            } else if (!Files.isDirectory(above, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Left keep(String run, String message) throws IOException {
        long begun = System.nanoTime();
        Mirror mirror = source.visit().mirror();
        RevCommit parent = mirror.commit(workspace().commit());
        try (ObjectReader reader = mirror.repository().newObjectReader();
                ObjectInserter inserter = mirror.repository().newObjectInserter()) {
            LeftTree left = new LeftTree(folder(), rules, DirCache.read(reader, parent.getTree()), inserter, links);
            Optional<ObjectId> tree = left.read();
            took.since(begun, Took.Part.READ);
            if (tree.isEmpty()) {
                return new Left.Unkeepable(left.findings());
            }
            if (tree.get().equals(parent.getTree())) {
                return new Left.Same();
            }
            return keep(run, mirror, mirror.commit(tree.get(), parent, message), parent);
        }
    }

    private Left keep(String run, Mirror mirror, RevCommit commit, RevCommit parent) throws IOException {
        String url = workspace().repository().url();
        shelf.keepStep(source.tenant(), run, url, mirror, new Shelf.Increment(commit.name(), parent.name(), took));
        Workspace kept = new Workspace(
                workspace().repository(),
                workspace().base(),
                commit.name(),
                commit.getTree().name());
        return new Left.Changed(kept, changedFiles(mirror, parent, commit));
    }

    private static int changedFiles(Mirror mirror, RevCommit from, RevCommit to) throws IOException {
        try (TreeWalk walk = new TreeWalk(mirror.repository())) {
            walk.setRecursive(true);
            walk.setFilter(TreeFilter.ANY_DIFF);
            walk.addTree(from.getTree());
            walk.addTree(to.getTree());
            int files = 0;
            while (walk.next()) {
                files++;
            }
            return files;
        }
    }

    @Override
    public Took took() {
        return took;
    }

    @Override
    public void close() {
        source.visit().close();
        try {
            Folders.delete(place);
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("folder", place)
                    .setCause(e)
                    .log("a working copy could not be taken away; the next start of a worker does it");
        }
    }
}
