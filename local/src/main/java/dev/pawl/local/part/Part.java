package dev.pawl.local.part;

import dev.pawl.local.process.Launch;

/// One part of the house. Before each start it is prepared, for example rid of what a killed predecessor left.
public record Part(String name, Launch launch, Probe probe, Stop stop, Runnable preparation) {

    /// A part that needs no preparation.
    public Part(String name, Launch launch, Probe probe, Stop stop) {
        this(name, launch, probe, stop, () -> {});
    }
}
