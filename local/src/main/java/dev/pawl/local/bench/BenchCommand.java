package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.Visit;
import dev.pawl.local.log.HouseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the house.
@Command(
        name = "bench",
        description =
                "Opens houses of its own in temporary folders, measures them against goals and against bare"
                        + " programs on the same servers, and closes them. Takes about a quarter of an hour, and uses the whole"
                        + " machine. `bench workspaces` measures how a repository of 1 GB is opened and stored instead, `bench"
                        + " agents` what becomes of agents whose workers are killed, and `bench sandbox` what the sandbox costs.",
        subcommands = {StormCommand.class, SandboxCommand.class},
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--repetitions",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "How often the house is opened and its worker killed, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int repetitions = 5;

    @Option(
            names = "--only",
            paramLabel = "CHAPTER",
            split = ",",
            description = "Measure only these chapters: ${COMPLETION-CANDIDATES}.",
            completionCandidates = ChapterNames.class)
    private List<String> only = List.of();

    @Option(names = "--json", paramLabel = "FILE", description = "Write every single value into this file, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException {
        Numbers.require("--repetitions", repetitions, 1, 50);
        Chapters chapters = Chapters.named(only);
        GuestHouse house = GuestHouse.make("bench", System.getenv(), true);
        return new Visit(house).run((opened, log) -> measure(chapters, opened, log), false);
    }

    private boolean measure(Chapters chapters, GuestHouse house, HouseLog log) throws InterruptedException {
        Figures figures = new Figures();
        try {
            new Bench(new Site(house, log, figures, repetitions)).measure(chapters);
        } catch (HouseException failure) {
            log.say("");
            log.say("This is what was measured until something went wrong:");
            tell(log, figures);
            throw failure;
        }
        tell(log, figures);
        return true;
    }

    private void tell(HouseLog log, Figures figures) {
        Machine machine = Machine.here();
        log.say("");
        log.say(machine.sentence() + " The requests are made on the same machine.");
        log.say("");
        FiguresTable.lines(figures.all()).forEach(log::say);
        log.say("");
        if (json != null) {
            write(json, FiguresJson.of(machine, figures.all()));
            log.say("Every value is in " + json + ".");
        }
    }

    /// What the help says of chapters.
    static final class ChapterNames implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Chapters.names().iterator();
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HouseException("The figures cannot be written to " + file + " (" + failure + ").", failure);
        }
    }
}
