package dev.pawl.activities.process;

import dev.pawl.activities.process.Ended.How;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Stands by while a program runs.
public interface Guard {

    /// Most programs need nobody.
    Guard NOBODY = new Guard() {
        @Override
        public @Nullable How look() {
            return null;
        }

        @Override
        public boolean isWall() {
            return false;
        }
    };

    /// Asked about once a second: how the program is to end at once; nothing while it may go on.
    @Nullable
    How look() throws IOException;

    /// Whether the program that is started only stands around the one that is meant, so that asking the first to end
    /// would take the other's time to end well.
    boolean isWall();
}
