package dev.pawl.local.demo;

import dev.pawl.local.log.HouseLog;
import java.util.function.LongSupplier;

/// Says what happens, with the seconds since it began.
final class Narrator {

    private final HouseLog log;
    private final LongSupplier nanos;
    private final long begin;

    Narrator(HouseLog log, LongSupplier nanos) {
        this.log = log;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    void say(String sentence) {
        log.say("   %5.1f s  %s".formatted((nanos.getAsLong() - begin) / 1e9, sentence));
    }
}
