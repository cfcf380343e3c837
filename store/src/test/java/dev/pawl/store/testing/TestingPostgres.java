package dev.pawl.store.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// A real PostgreSQL server on a free loopback port, with passwords and with fsync, that can be killed and started
/// again.
public final class TestingPostgres implements AutoCloseable {

    public static final String OWNER = "postgres";
    private static final String TEMPLATE = "pawl_migrated";

    private static final class Shared {
        static final TestingPostgres SERVER = startShared();

        private static TestingPostgres startShared() {
            TestingPostgres server = start();
            Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop-postgres"));
            return server;
        }
    }

    private final Path folder;
    private final int port;
    private final String password = UUID.randomUUID().toString();
    private EmbeddedPostgres process;
    private boolean killed;
    private boolean isMigrated;

    private TestingPostgres() throws IOException {
        folder = Files.createTempDirectory("pawl-postgres-");
        port = TestingPorts.free();
        process = launch();
    }

    /// The one server that the tests of this JVM share: give each test class a database of its own.
    public static TestingPostgres shared() {
        return Shared.SERVER;
    }

    /// A server of one's own, for tests that kill it.
    public static TestingPostgres start() {
        try {
            return new TestingPostgres();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /// A migrated database that nobody uses, to be copied.
    synchronized String migrated() {
        if (!isMigrated) {
            new TestingDatabase(this, TEMPLATE).migrate();
            isMigrated = true;
        }
        return TEMPLATE;
    }

    public String ownerPassword() {
        return password;
    }

    /// SIGKILL to the server and to every process it has, as when a machine loses its power.
    public void kill() {
        ProcessHandle postmaster = ProcessHandle.of(postmasterId()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(TestingPostgres::awaitEnd);
        release();
        killed = true;
    }

    /// Starts it again on the same port and the same data.
    public void restart() {
        try {
            process = launch();
            killed = false;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Stops it at once and forgets its data.
    @Override
    public void close() {
        try {
            if (!killed) {
                stopAtOnce();
                release();
            }
            deleteFolder();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// PostgreSQL's immediate shutdown: without a checkpoint, which nobody needs of data that is deleted next.
    private void stopAtOnce() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(postmasterId()).orElseThrow();
        new ProcessBuilder("kill", "-QUIT", Long.toString(postmaster.pid())).start();
        awaitEnd(postmaster);
    }

    /// Lets go of the lock file; that nobody is left to be stopped is logged, and right.
    private void release() {
        try {
            process.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private EmbeddedPostgres launch() throws IOException {
        Path passwordFile = Files.writeString(folder.resolve("password"), password);
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(folder.resolve("data"))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "200")
                .setPGStartupWait(Duration.ofSeconds(60))
                .start();
    }

    private long postmasterId() {
        try (Stream<String> lines = Files.lines(folder.resolve("data/postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void deleteFolder() throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static void awaitEnd(ProcessHandle process) {
        process.onExit().join();
    }
}
