package dev.pawl.store.testing;

import dev.pawl.store.schema.Migrate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A migrated database of its own, and the role that the programs are in it.
public final class TestingDatabase {

    public static final String PROGRAM = "pawl_program";
    public static final String PROGRAM_PASSWORD = "a program's password";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestingPostgres server;
    private final String url;

    private TestingDatabase(TestingPostgres server) {
        this.server = server;
        this.url = server.url("pawl_" + COUNT.incrementAndGet());
    }

    /// A new migrated database on the server that this JVM's tests share.
    public static TestingDatabase fresh() {
        return on(TestingPostgres.shared());
    }

    /// A new migrated database on this server.
    public static TestingDatabase on(TestingPostgres server) {
        TestingDatabase database = notMigrated(server);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        if (Migrate.run(database.environment(), out, out) != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
        return database;
    }

    /// Only a name for a database that does not exist yet.
    public static TestingDatabase notMigrated(TestingPostgres server) {
        return new TestingDatabase(server);
    }

    public String url() {
        return url;
    }

    /// What `Migrate` is told.
    public Map<String, String> environment() {
        return Map.of(
                "PAWL_DATABASE_URL", url,
                "PAWL_DATABASE_OWNER_USERNAME", TestingPostgres.OWNER,
                "PAWL_DATABASE_OWNER_PASSWORD", server.ownerPassword(),
                "PAWL_DATABASE_USERNAME", PROGRAM,
                "PAWL_DATABASE_PASSWORD", PROGRAM_PASSWORD);
    }

    /// What a program is told.
    public Map<String, Object> settings() {
        return Map.of(
                "pawl.database.url", url,
                "pawl.database.username", PROGRAM,
                "pawl.database.password", PROGRAM_PASSWORD);
    }

    public Connection owner() throws SQLException {
        return DriverManager.getConnection(url, TestingPostgres.OWNER, server.ownerPassword());
    }

    public Connection program() throws SQLException {
        return DriverManager.getConnection(url, PROGRAM, PROGRAM_PASSWORD);
    }
}
