package dev.pawl.local.demo;

import dev.pawl.local.log.HouseLog;
import java.util.function.Consumer;

/// Of what the launcher says, the progress: its own welcome tells of addresses that this house has not for long.
final class OpeningLines implements Consumer<String> {

    private final HouseLog log;
    private boolean isOpen;

    OpeningLines(HouseLog log) {
        this.log = log;
    }

    @Override
    public void accept(String line) {
        if (line.isBlank() || line.startsWith("Opening the house in ")) {
            return;
        }
        if (!isOpen) {
            log.say("   " + line.strip());
        }
        isOpen = isOpen || line.startsWith("The house is open");
    }
}
