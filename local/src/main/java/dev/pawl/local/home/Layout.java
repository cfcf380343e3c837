package dev.pawl.local.home;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The version of a house's folder: an older one is migrated step by step, a newer or a foreign one is left alone.
public final class Layout {

    private static final String VERSION = "layout";
    /// What may lie in a folder that is no house yet: the tools are fetched before the first start.
    private static final Set<String> BEFORE_THE_FIRST_START = Set.of("tools", "lock", "run", "logs");

    private final List<Consumer<Home>> steps;

    /// The steps that lead to the present version: the first from version 1 to 2, and so on.
    Layout(List<Consumer<Home>> steps) {
        this.steps = List.copyOf(steps);
    }

    /// Today's layout.
    public static Layout current() {
        return new Layout(List.of());
    }

    /// Refuses, without touching anything, a folder that is no house or is a newer Pawl's.
    public void check(Home home) {
        HouseFile file = new HouseFile(home.houseFile());
        if (file.exists()) {
            refuseNewer(version(file, home), home);
        } else if (home.exists()) {
            refuseForeign(home);
        }
    }

    /// Brings a checked folder to the present version. Only the holder of the lock may do it.
    public HouseFile settle(Home home) {
        check(home);
        HouseFile file = new HouseFile(home.houseFile());
        if (!file.exists()) {
            file.put(VERSION, Integer.toString(present()));
            return file;
        }
        for (int version = version(file, home); version < present(); version++) {
            steps.get(version - 1).accept(home);
            file.put(VERSION, Integer.toString(version + 1));
        }
        return file;
    }

    private int present() {
        return steps.size() + 1;
    }

    private void refuseNewer(int found, Home home) {
        if (found > present()) {
            throw new HouseException(
                    "The house in " + home.root() + " has layout " + found + ", made by a newer Pawl; this"
                            + " one knows layout " + present() + ". Use the newer Pawl, or another PAWL_HOME.");
        }
    }

    private static int version(HouseFile file, Home home) {
        String text = file.get(VERSION).orElse("");
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new HouseException(
                    "The file " + home.houseFile() + " names no layout version, so the house is left as it"
                            + " is. Restore the file, or use another PAWL_HOME.");
        }
        return Integer.parseInt(text);
    }

    private static void refuseForeign(Home home) {
        Path root = home.root();
        try (Stream<Path> entries = Files.list(root)) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !BEFORE_THE_FIRST_START.contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new HouseException("The folder " + root + " holds other things (" + name
                                + ") and is no house" + " of Pawl. Set PAWL_HOME to an empty folder.");
                    });
        } catch (IOException failure) {
            throw home.notYours(failure);
        }
    }
}
