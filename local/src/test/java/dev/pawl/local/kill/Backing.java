package dev.pawl.local.kill;

import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.HouseFile;
import dev.pawl.local.home.Secrets;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.postgres.PostgresServer;
import dev.pawl.local.process.Launch;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.s3.ObjectsServer;
import dev.pawl.local.temporal.TemporalPorts;
import dev.pawl.local.temporal.TemporalServer;
import dev.pawl.local.trouble.HouseDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/// The three servers, as a person has them who brings them to a house.
final class Backing implements AutoCloseable {

    private final Home home;
    private final Home ofDatabase;
    private final Secrets secrets;
    private final int database = Fixtures.port();
    private final int objects = Fixtures.port();
    private final TemporalPorts temporal =
            new TemporalPorts(Fixtures.port(), Fixtures.port(), Fixtures.port(), Fixtures.port());
    private final Tended databaseServer;
    private final Tended objectsServer;
    private final Tended temporalServer;

    private Backing(Path folder, Path databaseDisk, Path objectsDisk, Needed needed) throws InterruptedException {
        home = Fixtures.home(folder.resolve("servers"));
        ofDatabase = Fixtures.home(databaseDisk.resolve("home"));
        secrets = new Secrets(home, InstantSource.system());
        databaseServer = Tended.start(ofDatabase, this::databasePart);
        objectsServer = Tended.start(home, () -> objectsPart(objectsDisk.resolve("objects")));
        // Where a house remembers it: the production server looks there.
        new HouseFile(home.houseFile()).put("port.database", Integer.toString(database));
        TemporalServer server = new TemporalServer(
                home, new LogFiles(home.logs()), needed.built().searchAttributes());
        temporalServer = Tended.start(
                home, () -> server.part(needed.server(), temporal, "http://127.0.0.1:1/codec/x", needed.environment()));
        server.namespace(needed.temporal(), temporal).settle();
    }

    static Backing start(Path folder, Path databaseDisk, Path objectsDisk, Needed needed) throws InterruptedException {
        return new Backing(folder, databaseDisk, objectsDisk, needed);
    }

    private Part databasePart() throws InterruptedException {
        return new PostgresServer(ofDatabase, new LogFiles(home.logs()))
                .part(database, secrets.ownerPassword(), Fixtures.environment());
    }

    private Part objectsPart(Path folder) {
        Launch launch = new Launch(
                ObjectsServer.jvm(objects, folder).command(),
                ObjectsServer.environment(secrets, Fixtures.environment()),
                home.run(),
                new LogFiles(home.logs()).fresh("objects"));
        return ObjectsServer.part("objects", launch, objects);
    }

    int port(FaultyHouse.Server server) {
        return switch (server) {
            case DATABASE -> database;
            case OBJECTS -> objects;
            case TEMPORAL -> temporal.frontend();
        };
    }

    HouseDatabase database() {
        return new HouseDatabase(database, secrets.ownerPassword());
    }

    /// @param port where it is met: its own, or that of a line to it
    Shelf shelf(FaultyHouse.Server server, int port) throws SQLException {
        return switch (server) {
            case DATABASE -> Shelf.Rows.in(new HouseDatabase(port, secrets.ownerPassword()));
            case OBJECTS -> Shelf.Objects.at(port, secrets.accessKey(), secrets.secretKey());
            case TEMPORAL -> Shelf.Stories.at(port);
        };
    }

    /// What a house is told of them, but for their addresses.
    Map<String, String> settings() {
        return Map.of(
                "PAWL_DATABASE_OWNER_USERNAME", PostgresServer.OWNER,
                "PAWL_DATABASE_OWNER_PASSWORD", secrets.ownerPassword(),
                "PAWL_S3_BUCKET", ObjectsServer.BUCKET,
                "PAWL_S3_ACCESS_KEY", secrets.accessKey(),
                "PAWL_S3_SECRET_KEY", secrets.secretKey());
    }

    /// The living process of a server that is ready.
    Optional<ProcessIdentity> ready(FaultyHouse.Server server) {
        return switch (server) {
            case DATABASE -> databaseServer.ready();
            case OBJECTS -> objectsServer.ready();
            case TEMPORAL -> temporalServer.ready();
        };
    }

    @Override
    public void close() {
        try {
            temporalServer.close();
        } finally {
            closeBelow();
        }
    }

    /// Temporal may stand on them.
    private void closeBelow() {
        try {
            objectsServer.close();
        } finally {
            databaseServer.close();
        }
    }
}
