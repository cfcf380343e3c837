package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/// A repository of so many files, and recorded agents that work on it as they are told. No agent of them mends
/// anything, so each goes on for as many rounds as it has, and then a person would be asked.
final class Workbench {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration TO_GET_THERE = Duration.ofMinutes(4);

    /// What its tests are: one, which passes, and takes no time.
    private static final String TESTS = """
            #!/bin/sh
            echo '<testsuite><testcase classname="bench" name="passes"/></testsuite>' > "$PAWL_REPORTS/all.xml"
            """;

    private final GuestHouse house;
    private final String name;

    Workbench(GuestHouse house, String name) {
        this.house = house;
        this.name = name;
    }

    /// Makes the repository.
    Workbench withFiles(int files) throws InterruptedException {
        try {
            PrivateFiles.folder(house.home().demo());
            for (int number = 0; number < files - 1; number++) {
                write(repository().resolve(file(number)), content(number, 0));
            }
            Path tests = repository().resolve(".pawl/test");
            write(tests, TESTS);
            Files.setPosixFilePermissions(tests, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new HouseException("The repository cannot be made in " + repository() + ".", failure);
        }
        git("init", "--quiet", "--initial-branch=main");
        git("add", "--all");
        git("commit", "--quiet", "--message", "Files");
        return this;
    }

    /// What a file holds once an agent has written it so often.
    static String content(int number, int times) {
        return "File %d, written %d times.\n".formatted(number, times) + "It has a few lines more.\n".repeat(20);
    }

    static String file(int number) {
        return "src/part-%d/file-%d.txt".formatted(number / 20, number);
    }

    /// Writes down what an agent does.
    void record(String agent, String yaml) {
        try {
            write(house.agents().resolve("recordings").resolve(agent + ".yaml"), yaml);
        } catch (IOException failure) {
            throw new HouseException("The recording " + agent + " cannot be written.", failure);
        }
    }

    /// Has so many of that agent work, each in a run of its own; answers with the runs.
    List<String> put(Gateway gateway, String agent, int runs, int rounds) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= runs; number++) {
            BugReport bug = new BugReport(
                    "file://" + repository(),
                    "Measured (%s, %d, %d)".formatted(agent, number, System.nanoTime()),
                    "Nothing is wrong. What Pawl costs is measured.",
                    "recorded",
                    agent,
                    null);
            ids.add(gateway.fix(bug, Duration.ofSeconds(5), rounds).id());
        }
        return ids;
    }

    /// Waits until all of them are so.
    static void await(Gateway gateway, List<String> runs, Predicate<RunView> there) throws InterruptedException {
        long begin = System.nanoTime();
        for (String id : runs) {
            RunView run = gateway.run(id);
            while (!there.test(run)) {
                if (run.hasEnded() || System.nanoTime() - begin > TO_GET_THERE.toNanos()) {
                    throw new HouseException("Run %s stands at %s, where it was not to end: %s"
                            .formatted(id, run.stage(), run.ending()));
                }
                Thread.sleep(LOOK_AGAIN);
                run = gateway.run(id);
            }
        }
    }

    /// Waits until each of them has asked for its first agent.
    static void awaitAgents(Histories histories, List<String> runs) throws InterruptedException {
        long begin = System.nanoTime();
        for (String id : runs) {
            while (histories.of(id).asked("agent.work") == 0) {
                if (System.nanoTime() - begin > TO_GET_THERE.toNanos()) {
                    throw new HouseException("Run " + id + " asks for no agent.");
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }
    }

    private Path repository() {
        return house.home().demo().resolve(name);
    }

    private void git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "GIT_CONFIG_GLOBAL=/dev/null",
                "git",
                "-C",
                repository().toString(),
                "-c",
                "user.name=Pawl's bench",
                "-c",
                "user.email=bench@localhost"));
        command.addAll(List.of(words));
        OneShot.Result result = OneShot.run(PATIENCE, command);
        if (!result.isSuccess()) {
            throw new HouseException("git " + words[0] + " did not work: " + result.output());
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
