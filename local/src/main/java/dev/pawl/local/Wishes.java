package dev.pawl.local;

import dev.pawl.local.port.PortChoice;
import picocli.CommandLine.Option;

/// What a person may choose when the house opens.
final class Wishes {

    @Option(
            names = "--workers",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "How many workers to start (default: ${DEFAULT-VALUE}).")
    int workers = 1;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The gateway's port: a number, or auto for any free one (default: 8080).")
    PortChoice gateway = new PortChoice.Usual();

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The Temporal Web UI's port (default: 8233).")
    PortChoice ui = new PortChoice.Usual();

    @Option(
            names = "--temporal-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Temporal's own port (default: 7233).")
    PortChoice temporal = new PortChoice.Usual();

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "PostgreSQL's port (default: auto).")
    PortChoice database = new PortChoice.Usual();

    @Option(
            names = "--objects-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The S3 server's port (default: auto).")
    PortChoice objects = new PortChoice.Usual();

    /// Says what cannot be done.
    void check() {
        if (workers < 1 || workers > 16) {
            throw new HouseException("--workers takes a number from 1 to 16, not " + workers + ".");
        }
    }
}
