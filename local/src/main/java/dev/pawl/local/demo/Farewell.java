package dev.pawl.local.demo;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.log.HouseLog;

/// What a person reads who stops the demo with Ctrl-C. The house is theirs and not the demo's: it goes on, and opens to
/// its end if it was just opening.
final class Farewell implements AutoCloseable {

    private final GuestHouse house;
    private final HouseLog log;
    private volatile boolean isSaidElsewhere;

    private Farewell(GuestHouse house, HouseLog log) {
        this.house = house;
        this.log = log;
    }

    /// Is said if this process is stopped before it is closed.
    static Farewell prepared(GuestHouse house, HouseLog log) {
        Farewell farewell = new Farewell(house, log);
        Runtime.getRuntime().addShutdownHook(new Thread(farewell::say, "farewell"));
        return farewell;
    }

    private void say() {
        if (!isSaidElsewhere) {
            log.say("");
            log.say("The demo was stopped. The house in %s stays open, or goes on opening. Close it with: %s down"
                    .formatted(house.folder(), house.call()));
        }
    }

    @Override
    public void close() {
        isSaidElsewhere = true;
    }
}
