package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.activities.workspace.Line.ClosedException;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.workspace.Delivered;
import dev.pawl.workflows.port.workspace.Delivered.Reason;
import dev.pawl.workflows.port.workspace.Delivery.Way;
import dev.pawl.workflows.port.workspace.Parcel;
import dev.pawl.workflows.port.workspace.Repository;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.jgit.revwalk.RevCommit;

/// Hands work over: all of it as one commit on the base, as a patch in any case and as a branch where one is asked for.
@Singleton
final class Delivery {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final long LARGEST_PATCH = 1L << 30;

    private final Git git;
    private final Origin origin;
    private final OriginSettings settings;
    private final Documents documents;
    private final Station station;

    Delivery(Git git, Origin origin, OriginSettings settings, Documents documents, Station station) {
        this.git = git;
        this.origin = origin;
        this.settings = settings;
        this.documents = documents;
        this.station = station;
    }

    /// What was handed over, whatever the origin says.
    private record Goods(String commit, Kept patch, Kept evidence) {}

    Delivered deliver(String tenant, String run, Mirror mirror, Parcel parcel)
            throws IOException, InterruptedException {
        RevCommit base = mirror.commit(parcel.head().base());
        RevCommit head = mirror.commit(parcel.head().commit());
        RevCommit commit = mirror.commit(head.getTree(), base, Words.of(parcel, run));
        Goods goods = new Goods(
                commit.name(),
                patch(tenant, mirror, commit.name()),
                documents.evidence(tenant, run, parcel, commit.name()));
        if (parcel.delivery().way() == Way.PATCH) {
            return new Delivered.Patched(goods.commit(), goods.patch(), goods.evidence());
        }
        String branch = Objects.requireNonNullElse(parcel.delivery().branch(), "pawl/" + run);
        return push(mirror, parcel.head().repository(), branch, goods);
    }

    private Delivered push(Mirror mirror, Repository repository, String branch, Goods goods)
            throws IOException, InterruptedException {
        String ref = "refs/heads/" + branch;
        try {
            Line line = Line.to(repository, settings);
            Map<String, String> there = origin.look(mirror, line, repository, ref);
            if (isClosed(branch) || ref.equals(there.get("HEAD"))) {
                return refused(
                        Reason.PROTECTED,
                        "Nothing is ever pushed to the branch %s. Ask for another name.".formatted(branch),
                        goods);
            }
            if (!there.containsKey(ref)) {
                Git.Said said = push(mirror, line, repository.url(), goods.commit() + ":" + ref, ref);
                there = origin.look(mirror, line, repository, ref);
                if (!there.containsKey(ref)) {
                    return unpushed(said, repository, goods);
                }
            }
            return found(branch, String.valueOf(there.get(ref)), goods);
        } catch (ClosedException e) {
            return refused(
                    e.isForGood() ? Reason.NOT_ALLOWED : Reason.UNREACHABLE, String.valueOf(e.getMessage()), goods);
        }
    }

    /// What stands at the origin now decides, whoever put it there.
    private static Delivered found(String branch, String commit, Goods goods) {
        return goods.commit().equals(commit)
                ? new Delivered.Pushed(branch, goods.commit(), goods.patch(), goods.evidence())
                : refused(
                        Reason.BRANCH_TAKEN,
                        "The branch %s is there already and holds something else. Remove it or rename it, then retry."
                                .formatted(branch),
                        goods);
    }

    /// Only where the origin has no such ref yet.
    private Git.Said push(Mirror mirror, Line line, String url, String what, String ref)
            throws IOException, InterruptedException {
        return git.speak(
                mirror.folder(),
                settings.patience(),
                settings.largestInBytes(),
                line,
                List.of(
                        "--git-dir=.",
                        "push",
                        "--porcelain",
                        "--no-verify",
                        "--no-signed",
                        "--no-follow-tags",
                        "--recurse-submodules=no",
                        "--force-with-lease=" + ref + ":",
                        "--",
                        url,
                        what));
    }

    private static Delivered unpushed(Git.Said said, Repository repository, Goods goods) {
        String told = said.out() + said.err();
        if (told.matches("(?s).*(\\[remote rejected]|No space left|returned error: (413|507)).*")) {
            return refused(Reason.REJECTED, "The origin refused the branch: " + said.reason(), goods);
        }
        if (told.matches("(?is).*(permission|denied|403|read-only|not allowed|unauthorized|insufficient).*")) {
            return refused(
                    Reason.NOT_ALLOWED,
                    "The origin lets us read, but not write: %s. %s"
                            .formatted(said.reason(), Complaint.CREDENTIAL.advice(repository.credential())),
                    goods);
        }
        return refused(Reason.UNREACHABLE, Origin.unreachable(repository, said.reason()), goods);
    }

    private static Delivered refused(Reason reason, String sentence, Goods goods) {
        return new Delivered.Refused(reason, sentence, goods.commit(), goods.patch(), goods.evidence());
    }

    private boolean isClosed(String branch) {
        return settings.closed().stream()
                .anyMatch(pattern -> FileSystems.getDefault()
                        .getPathMatcher("glob:" + pattern)
                        .matches(Path.of(branch)));
    }

    private Kept patch(String tenant, Mirror mirror, String commit) throws IOException, InterruptedException {
        Path scratch = station.scratch();
        try {
            Path file = scratch.resolve("patch");
            try (OutputStream into = new BufferedOutputStream(Files.newOutputStream(file))) {
                Git.Said said = git.write(mirror.folder(), PATIENCE, formatPatch(commit), into, LARGEST_PATCH);
                if (!said.isFine()) {
                    throw new IOException("The patch could not be made: " + said.reason());
                }
            }
            try (InputStream bytes = Files.newInputStream(file)) {
                return documents.patch(tenant, bytes);
            }
        } finally {
            Folders.delete(scratch);
        }
    }

    private static List<String> formatPatch(String commit) {
        return List.of(
                "--git-dir=.",
                "format-patch",
                "--stdout",
                "--binary",
                "--full-index",
                "--no-ext-diff",
                "--no-textconv",
                "--no-signature",
                "-1",
                commit);
    }
}
