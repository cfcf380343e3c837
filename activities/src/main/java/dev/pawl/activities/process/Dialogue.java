package dev.pawl.activities.process;

import java.time.Duration;

/// A program that is spoken with while it runs: its standard input stays open.
public interface Dialogue {

    /// How long it may say nothing, as things stand.
    Duration silence();

    /// What asks it to stop. It is told this before any signal is sent.
    String farewell();

    /// Waits until nothing more is to be told.
    void awaitEnd() throws InterruptedException;
}
