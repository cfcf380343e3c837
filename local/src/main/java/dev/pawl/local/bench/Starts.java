package dev.pawl.local.bench;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.program.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How long the house and each of its parts need to be ready.
final class Starts {

    private static final Pattern READY = Pattern.compile("\\s*(\\S+)\\s+ready after ([0-9.]+) s");
    private static final Pattern LEARNED = Pattern.compile("Start-up caches (are|were not) made");
    private static final Duration TO_LEARN = Duration.ofMinutes(2);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

    private final GuestHouse house;
    private final Figures figures;

    Starts(GuestHouse house, Figures figures) {
        this.house = house;
        this.figures = figures;
    }

    /// In an empty folder: data folders are made. There are no start-up caches yet: those that other houses have left
    /// with the tools are taken away.
    void first() throws InterruptedException {
        first(List.of());
    }

    /// The same, with further wishes.
    void first(List<String> wishes) throws InterruptedException {
        Cache.forget(house.home().caches());
        open("first start", wishes);
        long begin = System.nanoTime();
        while (!hasLearned() && System.nanoTime() - begin < TO_LEARN.toNanos()) {
            Thread.sleep(LOOK_AGAIN);
        }
        if (hasLearned()) {
            figures.addSince("making the start-up caches, in the background", begin);
        }
    }

    /// With what the first start left.
    void further() throws InterruptedException {
        further(List.of());
    }

    /// The same, with further wishes.
    void further(List<String> wishes) throws InterruptedException {
        open("further start", wishes);
    }

    private void open(String which, List<String> wishes) throws InterruptedException {
        long begin = System.nanoTime();
        house.open(line -> part(which, line), wishes);
        figures.addSince(which + ": up until ready", begin);
    }

    private void part(String which, String line) {
        Matcher ready = READY.matcher(line);
        if (ready.matches()) {
            figures.add(which + ": " + ready.group(1), "s", Double.parseDouble(ready.group(2)));
        }
    }

    private boolean hasLearned() {
        Path log = house.logs().resolve("house.log");
        try {
            return LEARNED.matcher(Files.readString(log)).find();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
