package dev.pawl.cli.client;

/// What a gateway tells those who follow a run.
public sealed interface Told {

    /// One thing happened in it.
    record Happened(Answer<EventsView.Event> event) implements Told {}

    /// It stands where it did not stand before; all that led there was told.
    record Moved(Answer<RunView> run) implements Told {}

    /// It has ended, and all of it was told.
    record Ended(Answer<RunView> run) implements Told {}

    /// Nothing happened for a while, and the gateway is still there.
    record Quiet() implements Told {}

    /// This gateway tells no more of it now.
    record Broken(Unreachable why) implements Told {}
}
