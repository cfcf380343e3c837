package dev.pawl.local.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A house whose parts can be killed and frozen, its servers too, whose lines can be made bad and whose disks can be
/// filled.
record SoakedHouse(FaultyHouse house, Reaper reaper, Watch watch) implements AutoCloseable {

    static SoakedHouse open(Path folder, long seed) throws IOException, InterruptedException {
        Needed needed = Needed.found(folder);
        Path socket = folder.resolve("waypoints");
        Path woven = WovenCheckout.in(folder.resolve("checkout"), needed.built(), socket, Point.lines());
        FaultyHouse house = FaultyHouse.open(folder, needed, woven, FaultyHouse.Stay.HOURS, seed);
        Reaper reaper = new Reaper(house);
        return new SoakedHouse(house, reaper, Watch.at(socket, reaper));
    }

    /// Until all blows were struck, and all runs have ended.
    void endure(List<Blow> blows, int atOnce, Duration patience) throws InterruptedException, IOException {
        reaper.endure(blows, house.orders(), atOnce, patience);
    }

    @Override
    public void close() {
        house.close();
        watch.close();
    }
}
