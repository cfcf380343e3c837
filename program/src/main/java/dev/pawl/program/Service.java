package dev.pawl.program;

import java.time.Duration;

/// What a program is there for. It is opened last and closed first.
public interface Service {

    void open();

    /// Takes nothing new, and returns when what it had begun is done, or handed over, or the grace is over.
    void close(Duration grace);
}
