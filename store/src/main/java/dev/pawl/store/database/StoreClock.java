package dev.pawl.store.database;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// The time as the database keeps it: a row read back says exactly what was written.
@Singleton
public final class StoreClock {

    private final InstantSource source;

    public StoreClock(InstantSource source) {
        this.source = source;
    }

    /// Now, in whole microseconds.
    public Instant now() {
        return inMicroseconds(source.instant());
    }

    /// The same instant as the database can keep it.
    public static Instant inMicroseconds(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
