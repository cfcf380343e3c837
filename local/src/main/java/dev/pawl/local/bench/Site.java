package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.status.PartStatus;
import dev.pawl.local.status.StatusReport;
import java.time.Duration;
import java.util.Map;

/// Where chapters are measured: one house that they share, and others of their own.
final class Site {

    private static final int WARM_UPS = 20;

    private final GuestHouse house;
    private final HouseLog log;
    private final Figures figures;
    private final int repetitions;
    private boolean wasOpened;
    private boolean isWarm;

    Site(GuestHouse house, HouseLog log, Figures figures, int repetitions) {
        this.house = house;
        this.log = log;
        this.figures = figures;
        this.repetitions = repetitions;
    }

    /// What is done with a house of a chapter's own.
    interface Purpose {
        void pursue(GuestHouse house) throws InterruptedException;
    }

    /// The shared house, open or not.
    GuestHouse house() {
        return house;
    }

    HouseLog log() {
        return log;
    }

    Figures figures() {
        return figures;
    }

    /// How often what is done again and again is done.
    int repetitions() {
        return repetitions;
    }

    /// Opens the shared house, if it is closed.
    void open() throws InterruptedException {
        if (house.isOpen()) {
            return;
        }
        Starts starts = new Starts(house, figures);
        if (wasOpened) {
            starts.further();
        } else {
            wasOpened = true;
            starts.first();
        }
        isWarm = false;
    }

    /// Closes the shared house, so that it takes nothing from what is measured next.
    void close() throws InterruptedException {
        if (wasOpened && house.isOpen()) {
            house.close();
        }
    }

    /// The shared house's front door, when its first requests are behind it: they are not what it is like.
    Gateway gateway() throws InterruptedException {
        open();
        Gateway gateway = house.gateway();
        if (!isWarm) {
            warmUp(gateway);
            isWarm = true;
        }
        return gateway;
    }

    /// Makes a house of a chapter's own while the shared one is closed, and takes it away afterwards. Its logs stay
    /// where something went wrong.
    void another(String purpose, Map<String, String> settings, Purpose pursued) throws InterruptedException {
        close();
        GuestHouse other = GuestHouse.make("bench-" + purpose, System.getenv(), false, settings);
        try {
            pursued.pursue(other);
        } catch (HouseException | InterruptedException failure) {
            log.say("  The logs of what went wrong are in " + other.logs() + ".");
            closeAfter(failure, other);
            throw failure;
        }
        other.close();
        other.remove();
    }

    /// What went wrong first is what is told. Whoever was interrupted closes the house all the same.
    private static void closeAfter(Exception failure, GuestHouse other) throws InterruptedException {
        Thread.interrupted();
        try {
            other.close();
        } catch (HouseException another) {
            failure.addSuppressed(another);
        }
    }

    /// Notes how much memory each part of the shared house has.
    void memory(String when) {
        StatusReport report = house.status();
        for (PartStatus part : report.parts()) {
            figures.addBytes("memory " + when + ": " + part.name(), part.memoryBytes());
        }
        figures.addBytes("memory " + when + ": all Java processes", report.javaMemoryBytes());
    }

    /// Has so many checkups carried out, one after the other.
    static void warmUp(Gateway gateway) throws InterruptedException {
        for (int count = 0; count < WARM_UPS; count++) {
            RunView run = gateway.checkUp(1, Duration.ZERO);
            if (!RunTimes.ended(gateway, run.id()).isSound()) {
                throw new HouseException("Run " + run.id() + " did not end well, so nothing can be measured.");
            }
        }
    }
}
