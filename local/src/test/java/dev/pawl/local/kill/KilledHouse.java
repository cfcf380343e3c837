package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.kill.Facts.Ending;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// A house with two workers, woven with waypoints, and the bugs that are mended in it.
final class KilledHouse implements AutoCloseable {

    private final GuestHouse house;
    private final Watch watch;
    private final Reaper reaper;
    private final Orders orders;
    private final Duration patience;

    private KilledHouse(GuestHouse house, Watch watch, Reaper reaper, Duration patience) {
        this.house = house;
        this.watch = watch;
        this.reaper = reaper;
        this.orders = new Orders(house);
        this.patience = patience;
    }

    /// @param naive what its programs leave out
    static KilledHouse open(Path folder, Naive... naive) throws IOException, InterruptedException {
        Needed needed = Needed.found(folder);
        Path socket = folder.resolve("waypoints");
        Path woven = WovenCheckout.in(folder.resolve("checkout"), needed.built(), socket, list(naive));
        // A naive house is short: it ends before caches would be of use.
        GuestHouse house = GuestHouse.make("killed", needed.environment(woven), naive.length == 0);
        Reaper reaper = new Reaper(Prey.of(house));
        Watch watch = Watch.at(socket, reaper);
        StringBuilder said = new StringBuilder();
        try {
            house.open(line -> said.append(line).append('\n'), List.of("--workers=2"));
            needed.production().ifPresent(server -> server.require(house.ready("temporal")));
        } catch (RuntimeException failure) {
            house.close();
            house.remove();
            watch.close();
            throw new AssertionError(said.toString(), failure);
        }
        Sums.record(house.home().agents().resolve("recordings"));
        // For what is never crossed out nobody waits.
        return new KilledHouse(house, watch, reaper, naive.length == 0 ? Findings.A_LEASE : Duration.ZERO);
    }

    private static List<String> list(Naive... naive) {
        return Stream.concat(Point.lines().stream(), Stream.of(naive).map(Naive::line))
                .toList();
    }

    Orders orders() {
        return orders;
    }

    Reaper reaper() {
        return reaper;
    }

    /// So many runs at once, a new one for each that ends, until all blows were struck and all runs have ended.
    void endure(List<Blow> blows, int atOnce, Duration patience) throws InterruptedException, IOException {
        reaper.endure(blows, orders, atOnce, patience);
    }

    /// What is to be seen now.
    Facts facts() throws InterruptedException, IOException, SQLException {
        return findings().facts();
    }

    Ending ending(String id) throws InterruptedException, SQLException {
        return findings().ending(id);
    }

    private Findings findings() {
        return new Findings(orders, HouseDatabase.of(house.home()), patience);
    }

    /// Closes it, and answers with what outlived it.
    List<String> left() throws InterruptedException, IOException {
        house.close();
        return Findings.left(house);
    }

    @Override
    public void close() {
        try {
            house.close();
            house.remove();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            watch.close();
        }
    }
}
