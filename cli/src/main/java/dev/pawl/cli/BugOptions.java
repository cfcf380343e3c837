package dev.pawl.cli;

import dev.pawl.cli.client.BugReport;
import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is said of a bug on the command line, and how far its mending may go.
final class BugOptions {

    @Parameters(
            paramLabel = "REPOSITORY",
            description = "Its address as the workers reach it, or a folder of this machine.")
    String repository = "";

    @Option(names = "--title", required = true, paramLabel = "TEXT", description = "The bug in one line.")
    String title = "";

    @Option(names = "--ref", paramLabel = "REF", description = "A branch, a tag or a commit (default: main).")
    @Nullable
    String ref;

    @Option(names = "--credential", paramLabel = "NAME", description = "What the workers log in with, by name.")
    @Nullable
    String credential;

    @Option(names = "--report", paramLabel = "TEXT", description = "What is known of the bug.")
    @Nullable
    String report;

    @Option(names = "--report-file", paramLabel = "FILE", description = "The same from a file; - reads standard input.")
    @Nullable
    String reportFile;

    @Option(names = "--agent", paramLabel = "RUNTIME:NAME", description = "Who does the work, like command:mender.")
    @Nullable
    String agent;

    @Option(
            names = "--sandbox",
            paramLabel = "LEVEL",
            description =
                    "How well agents and gates are shut in at least: bubblewrap or none (default: as the workers say).")
    @Nullable
    String sandbox;

    @Option(names = "--deliver", paramLabel = "WAY", description = "branch, branch:NAME or patch (default: branch).")
    @Nullable
    String deliver;

    @Option(names = "--rounds", paramLabel = "N", description = "How often the agent may try, 1 to 10 (default: 3).")
    @Nullable
    Integer rounds;

    @Option(
            names = "--deadline",
            paramLabel = "D",
            converter = Durations.class,
            description = "How long the run may work, waiting for a person not counted (default: 4h).")
    @Nullable
    Duration deadline;

    @Option(
            names = "--heartbeat",
            paramLabel = "D",
            converter = Durations.class,
            description = "How long a worker may be silent (default: 30s).")
    @Nullable
    Duration heartbeat;

    @Option(
            names = "--budget",
            paramLabel = "USD",
            description = "What its agents may cost in dollars, like 0.50; then a person is asked.")
    @Nullable
    BigDecimal budget;

    @Option(names = "--trigger", paramLabel = "SYSTEM", description = "The CI system whose build failed.")
    @Nullable
    String trigger;

    @Option(names = "--build", paramLabel = "BUILD", description = "The build's name or address there.")
    @Nullable
    String build;

    @Option(names = "--commit", paramLabel = "SHA", description = "The commit that was built.")
    @Nullable
    String commit;

    @Option(names = "--failed-test", paramLabel = "ID", description = "A test that failed in it; may be given often.")
    List<String> failedTests = new ArrayList<>();

    /// What was said, as the gateway takes it.
    BugReport report() {
        return new BugReport(
                new BugReport.Repository(address(), ref, credential),
                title,
                told(),
                agent == null ? null : agent(agent),
                sandbox,
                new BugReport.Limits(
                        deadline == null ? null : deadline.toString(),
                        rounds,
                        heartbeat == null ? null : heartbeat.toString(),
                        budget == null ? null : new BugReport.Budget(budget)),
                deliver == null ? null : delivery(deliver),
                trigger());
    }

    /// A folder of this machine is an address too, for workers of this machine.
    private String address() {
        Path folder = repository.contains("://") ? null : Path.of(repository);
        return folder != null && Files.isDirectory(folder)
                ? "file://" + folder.toAbsolutePath().normalize()
                : repository;
    }

    private @Nullable String told() {
        if (reportFile == null) {
            return report;
        }
        if (report != null) {
            throw new Complaint(Exit.USAGE, "--report and --report-file are both given. Leave one of them out.");
        }
        try {
            return reportFile.equals("-")
                    ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(Path.of(reportFile));
        } catch (IOException e) {
            throw new Complaint(Exit.USAGE, "The report cannot be read from %s.".formatted(reportFile));
        }
    }

    private static BugReport.Agent agent(String said) {
        int colon = said.indexOf(':');
        if (colon < 1) {
            throw new Complaint(Exit.USAGE, "'" + said + "' names no agent. Write it as command:mender.");
        }
        return new BugReport.Agent(said.substring(0, colon), said.substring(colon + 1));
    }

    private static BugReport.Delivery delivery(String said) {
        return said.startsWith("branch:")
                ? new BugReport.Delivery("branch", said.substring("branch:".length()))
                : new BugReport.Delivery(said, null);
    }

    private BugReport.@Nullable Trigger trigger() {
        if (trigger != null) {
            return new BugReport.Trigger(trigger, build, commit, failedTests);
        }
        if (build != null || commit != null || !failedTests.isEmpty()) {
            throw new Complaint(
                    Exit.USAGE, "--build, --commit and --failed-test tell of a build. Say with --trigger whose it is.");
        }
        return null;
    }
}
