package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Folders;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// How long a large repository takes to be opened, against git's own worktree, and what the store keeps of it. No build
/// runs it: `./pawl bench workspaces` does.
final class WorkspacesBench {

    private static final int BYTES = 50_000;
    private static final int FILES = Integer.getInteger("pawl.bench.files", 20_000);
    private static final int ROUNDS = Integer.getInteger("pawl.bench.rounds", 5);

    @TempDir
    private Path folder;

    /// One way of opening, the times of its steps in seconds.
    private record Times(double asked, double laidOut) {
        double all() {
            return asked + laidOut;
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void measure() throws Exception {
        say("making a repository of %,d files of %,d bytes each".formatted(FILES, BYTES));
        LargeOrigin origin = LargeOrigin.in(folder.resolve("origin.git"), FILES, BYTES);
        Path bare = folder.resolve("bare.git");
        TestingOrigin.git(folder, "clone", "--quiet", "--bare", origin.folder().toString(), bare.toString());
        try (TestingWorkshop workshop = TestingWorkshop.in(folder, Map.of("pawl.blob.folder", folder.toString()))) {
            Repository repository = new Repository(origin.url(), "main", null);
            Times first = open(workshop, repository);
            long once = workshop.stored();
            say("first run: %.1f s, of which %.1f s to lay it out; the store keeps %,d bytes"
                    .formatted(first.all(), first.laidOut(), once));
            compare(workshop, repository, bare);
            say("%d more runs: %,d bytes more".formatted(ROUNDS, workshop.stored() - once));
            long before = workshop.stored();
            changeThree(workshop, repository);
            say("the step: %,d bytes more".formatted(workshop.stored() - before));
        }
    }

    private void compare(TestingWorkshop workshop, Repository repository, Path bare) throws Exception {
        List<Double> ours = new ArrayList<>();
        List<Double> gits = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            boolean weBegin = round % 2 == 1;
            double git = weBegin ? 0 : worktree(bare);
            Times we = open(workshop, repository);
            git = weBegin ? worktree(bare) : git;
            ours.add(we.all());
            gits.add(git);
            ratios.add(we.all() / git);
            say(
                    "round %d: opened in %.2f s (asked and checked %.2f, laid out %.2f), git worktree add %.2f s, ratio %.2f"
                            .formatted(round, we.all(), we.asked(), we.laidOut(), git, we.all() / git));
        }
        say("second open on a warm worker: median %.2f s; git worktree add: median %.2f s; ratio: median %.2f"
                .formatted(median(ours), median(gits), median(ratios)));
    }

    private Times open(TestingWorkshop workshop, Repository repository) throws Exception {
        settle();
        long begun = System.nanoTime();
        Workspace base = base(workshop, repository);
        double asked = since(begun);
        long between = System.nanoTime();
        try (Checkout checkout = workshop.checkout(base)) {
            Times times = new Times(asked, since(between));
            require(checkout.folder());
            return times;
        }
    }

    private double worktree(Path bare) throws Exception {
        settle();
        Path tree = folder.resolve("worktree");
        long begun = System.nanoTime();
        TestingOrigin.git(bare, "worktree", "add", "--quiet", "--detach", tree.toString(), "main");
        double took = since(begun);
        require(tree);
        Folders.delete(tree);
        TestingOrigin.git(bare, "worktree", "prune");
        return took;
    }

    private void changeThree(TestingWorkshop workshop, Repository repository) throws IOException {
        try (Checkout checkout = workshop.checkout(base(workshop, repository))) {
            for (int file = 0; file < 3; file++) {
                Path path = checkout.folder().resolve(LargeOrigin.path(file * FILES / 3));
                try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                    channel.write(ByteBuffer.wrap("changed".getBytes(StandardCharsets.UTF_8)), 1000);
                }
            }
            long begun = System.nanoTime();
            checkout.keep(TestingWorkshop.RUN, "Three files");
            say("keeping a step that changed 3 files: %.2f s".formatted(since(begun)));
        }
    }

    private static Workspace base(TestingWorkshop workshop, Repository repository) {
        return switch (workshop.workspaces().open(workshop.moment("understand"), repository, null)) {
            case Opened.Ready ready -> ready.base();
            case Opened.Declined declined -> throw new AssertionError(declined.sentence());
        };
    }

    private static void require(Path tree) {
        if (!Files.exists(tree.resolve(LargeOrigin.path(FILES - 1)))) {
            throw new AssertionError("not all of it was laid out in " + tree);
        }
    }

    /// What one has written is not to be paid by the other, and both find what they read in memory.
    private void settle() throws IOException, InterruptedException {
        if (new ProcessBuilder("sync").inheritIO().start().waitFor() != 0) {
            throw new IOException("sync failed");
        }
        for (Path store : List.of(folder.resolve("bare.git"), folder.resolve("station"))) {
            try (Stream<Path> files = Files.walk(store)) {
                for (Path file :
                        files.filter(path -> path.toString().endsWith(".pack")).toList()) {
                    Files.copy(file, OutputStream.nullOutputStream());
                }
            }
        }
    }

    private static double since(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    /// What begins so is shown by the launcher.
    private static void say(String words) {
        System.out.println("bench: " + words);
    }
}
