package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.Visit;
import dev.pawl.local.log.HouseLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures the house.
@Command(
        name = "bench",
        description = "Opens a house of its own in a temporary folder, measures starts, memory, requests, runs and"
                + " recovery, and closes it. Takes two to four minutes, and uses the whole machine. `bench workspaces`"
                + " measures how a repository of 1 GB is opened and stored instead, and `bench agents` what becomes of"
                + " agents whose workers are killed.",
        subcommands = {StormCommand.class, SandboxCommand.class},
        mixinStandardHelpOptions = true)
public final class BenchCommand implements Callable<Integer> {

    @Option(
            names = "--repetitions",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "How often the house is opened and its worker killed, 1 to 50 (default: ${DEFAULT-VALUE}).")
    private int repetitions = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "Write every single value into this file, too.")
    private @Nullable Path json;

    @Override
    public Integer call() throws InterruptedException {
        if (repetitions < 1 || repetitions > 50) {
            throw new HouseException("--repetitions takes a number from 1 to 50, not " + repetitions + ".");
        }
        GuestHouse house = GuestHouse.make("bench", System.getenv(), true);
        return new Visit(house).run(this::measure, false);
    }

    private boolean measure(GuestHouse house, HouseLog log) throws InterruptedException {
        Figures figures = new Figures();
        try {
            new Bench(house, log, figures).measure(repetitions);
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

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new HouseException("The figures cannot be written to " + file + " (" + failure + ").", failure);
        }
    }
}
