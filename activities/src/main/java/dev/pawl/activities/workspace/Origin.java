package dev.pawl.activities.workspace;

import dev.pawl.activities.workspace.Line.ClosedException;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Opened.Reason;
import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.revwalk.RevCommit;

/// Where a repository comes from: asked what it has, fetched from, pushed to.
@Singleton
final class Origin {

    private static final int TRIES = 3;
    private static final Duration LOOK = Duration.ofMinutes(2);

    private final Git git;
    private final OriginSettings settings;

    Origin(Git git, OriginSettings settings) {
        this.git = git;
        this.settings = settings;
    }

    /// What came of a fetch: a commit, or why there is none.
    sealed interface Fetched {
        record At(RevCommit commit) implements Fetched {}

        record Refused(Opened.Declined why) implements Fetched {}
    }

    Fetched fetch(Mirror mirror, Repository repository) throws IOException, InterruptedException {
        Optional<String> refusal = Origins.refusalOfRef(repository.ref());
        if (refusal.isPresent()) {
            return refused(Reason.NO_SUCH_REF, refusal.get());
        }
        Fetched last = refused(Reason.UNREACHABLE, "");
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            last = fetchOnce(mirror, repository);
            if (!(last instanceof Fetched.Refused(Opened.Declined why))
                    || why.reason() != Reason.UNREACHABLE
                    || Complaint.in(why.sentence()).isAnswer()) {
                return last;
            }
            if (attempt < TRIES) {
                Thread.sleep(Duration.ofSeconds(attempt));
            }
        }
        return last;
    }

    private Fetched fetchOnce(Mirror mirror, Repository repository) throws IOException, InterruptedException {
        try {
            Line line = Line.to(repository, settings);
            Optional<String> ref = isCommit(repository.ref())
                    ? Optional.of(repository.ref())
                    : fullName(look(mirror, line, repository), repository.ref());
            if (ref.isEmpty()) {
                return refused(
                        Reason.NO_SUCH_REF,
                        "%s has no branch and no tag %s.".formatted(repository.url(), repository.ref()));
            }
            return fetch(mirror, line, repository, ref.get());
        } catch (ClosedException e) {
            return refused(e.isForGood() ? Reason.NOT_ALLOWED : Reason.UNREACHABLE, String.valueOf(e.getMessage()));
        }
    }

    private Fetched fetch(Mirror mirror, Line line, Repository repository, String ref)
            throws IOException, InterruptedException {
        String ours = Mirror.FETCHED;
        Git.Said said = git.speak(
                mirror.folder(),
                settings.patience(),
                settings.largestInBytes(),
                line,
                List.of(
                        "--git-dir=.",
                        "fetch",
                        "--quiet",
                        "--no-tags",
                        "--no-write-fetch-head",
                        "--no-auto-maintenance",
                        "--",
                        repository.url(),
                        "+" + ref + ":" + ours));
        if (!said.isFine()) {
            return unfetched(said, repository);
        }
        return mirror.at(ours)
                .<Fetched>map(Fetched.At::new)
                .orElseGet(() -> refused(Reason.NO_SUCH_REF, "%s leads to no commit.".formatted(repository.ref())));
    }

    private Fetched unfetched(Git.Said said, Repository repository) {
        String reason = said.reason();
        return switch (said.ended().how()) {
            case OVERRAN, FELL_SILENT ->
                refused(
                        Reason.TOO_LARGE,
                        "The fetch took longer than %s. The setting is PAWL_ORIGIN_PATIENCE."
                                .formatted(settings.patience()));
            case SAID_TOO_MUCH, WROTE_TOO_MUCH, GREW_TOO_LARGE ->
                refused(Reason.UNSAFE, "The origin talks without end.");
            case EXITED -> {
                if (wroteTooMuch(said.err())) {
                    yield refused(
                            Reason.TOO_LARGE,
                            "It has more than %,d MiB. The setting is PAWL_ORIGIN_LARGEST."
                                    .formatted(settings.largest()));
                }
                if (said.err().contains("fsck error") || said.err().contains("index-pack")) {
                    yield refused(Reason.UNSAFE, "Its objects are broken or forged: " + reason);
                }
                if (reason.contains("not our ref") || reason.contains("couldn't find remote ref")) {
                    yield refused(
                            Reason.NO_SUCH_REF,
                            "%s does not hand out %s.".formatted(repository.url(), repository.ref()));
                }
                yield refused(Reason.UNREACHABLE, unreachable(repository, reason));
            }
        };
    }

    /// The kernel ends whoever writes a larger file than it may, and git then says no more than this.
    private static boolean wroteTooMuch(String told) {
        return told.contains("signal 25")
                || told.contains("File too large")
                || told.strip().equals("fatal: fetch-pack: invalid index-pack output");
    }

    /// The refs of the origin that matter here: by full name, with what they lead to; HEAD's own name under `HEAD`.
    Map<String, String> look(Mirror mirror, Line line, Repository repository, String... names)
            throws IOException, InterruptedException, ClosedException {
        List<String> arguments = new ArrayList<>(
                List.of("--git-dir=.", "ls-remote", "--quiet", "--symref", "--", repository.url(), "HEAD"));
        arguments.addAll(List.of(names));
        if (names.length == 0) {
            arguments.add("refs/heads/" + repository.ref());
            arguments.add("refs/tags/" + repository.ref());
            arguments.add(repository.ref());
        }
        Git.Said said = git.speak(mirror.folder(), LOOK, settings.largestInBytes(), line, arguments);
        if (!said.isFine()) {
            throw new ClosedException(false, unreachable(repository, said.reason()));
        }
        Map<String, String> refs = new HashMap<>();
        for (String answer : said.out().lines().toList()) {
            String[] parts = answer.split("\t", 2);
            if (parts.length == 2 && parts[0].startsWith("ref: ")) {
                refs.put("HEAD", parts[0].substring("ref: ".length()));
            } else if (parts.length == 2) {
                refs.putIfAbsent(parts[1], parts[0]);
            }
        }
        return refs;
    }

    private static Optional<String> fullName(Map<String, String> refs, String ref) {
        return List.of("refs/heads/" + ref, "refs/tags/" + ref, ref).stream()
                .filter(refs::containsKey)
                .findFirst();
    }

    private static boolean isCommit(String ref) {
        return ref.matches("[0-9a-f]{40}");
    }

    static String unreachable(Repository repository, String reason) {
        return "%s did not let us in: %s. %s"
                .formatted(
                        repository.url(),
                        reason.replaceAll("\\.$", ""),
                        Complaint.in(reason).advice(repository.credential()));
    }

    private static Fetched refused(Reason reason, String sentence) {
        return new Fetched.Refused(new Opened.Declined(reason, sentence));
    }
}
