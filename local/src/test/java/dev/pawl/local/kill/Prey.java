package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.process.ProcessIdentity;
import java.io.IOException;
import java.util.Optional;

/// A house as the reaper sees it.
interface Prey {

    /// What can befall a part that goes on living.
    enum Spoiling {
        SLOW_LINE,
        CUT_LINE,
        SILENT_LINE,
        FULL_DISK
    }

    /// Makes it good.
    @FunctionalInterface
    interface Mending {
        void mend() throws IOException;
    }

    /// The living process of a part that is ready.
    Optional<ProcessIdentity> ready(String part);

    /// Makes the line to a part bad, or its disk full, until it is mended.
    Mending spoil(Spoiling spoiling, String part) throws IOException;

    /// A house whose lines and disks are as they are.
    static Prey of(GuestHouse house) {
        return new Prey() {
            @Override
            public Optional<ProcessIdentity> ready(String part) {
                return house.ready(part);
            }

            @Override
            public Mending spoil(Spoiling spoiling, String part) {
                throw new IllegalStateException("Nobody has a hand on the lines and disks of this house.");
            }
        };
    }
}
