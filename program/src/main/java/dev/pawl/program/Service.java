package dev.pawl.program;

import java.time.Duration;
import java.util.Set;

/// What a program is there for. It is opened last and closed first.
public interface Service {

    /// The vital signs, by name, without which opening makes no sense: it waits for them.
    Set<String> needs();

    void open();

    /// Takes nothing new, and returns when what it had begun is done, or handed over, or the grace is over.
    void close(Duration grace);
}
