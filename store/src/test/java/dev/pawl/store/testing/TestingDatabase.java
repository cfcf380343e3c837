package dev.pawl.store.testing;

import dev.pawl.store.schema.Migrate;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A migrated database of its own, and the role that the programs are in it.
public final class TestingDatabase {

    public static final String PROGRAM = "pawl_program";
    public static final String PROGRAM_PASSWORD = "a program's password";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private final TestingPostgres server;
    private final String url;

    TestingDatabase(TestingPostgres server, String name) {
        this.server = server;
        this.url = server.url(name);
    }

    private static final class Shared {
        static final TestingDatabase DATABASE = fresh();
    }

    /// One for all tests of this JVM that look at nothing but what belongs to a tenant of their own.
    public static TestingDatabase shared() {
        return Shared.DATABASE;
    }

    /// A new migrated database on the server that this JVM's tests share.
    public static TestingDatabase fresh() {
        return on(TestingPostgres.shared());
    }

    /// A new migrated database on this server: a copy of its first one, because migrating is work.
    public static TestingDatabase on(TestingPostgres server) {
        TestingDatabase database = notMigrated(server);
        String name = database.url.substring(database.url.lastIndexOf('/') + 1);
        try (Connection owner = DriverManager.getConnection(
                        server.url("postgres"), TestingPostgres.OWNER, server.ownerPassword());
                Statement statement = owner.createStatement()) {
            statement.execute("create database %s template %s".formatted(name, server.migrated()));
            // What may be done to a database as a whole is not copied with it.
            statement.execute("revoke create, temporary on database %s from public".formatted(name));
            statement.execute("grant connect on database %s to %s".formatted(name, PROGRAM));
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return database;
    }

    /// Migrates it as `./pawl` does.
    void migrate() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        if (Migrate.run(environment(), out, out) != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }

    /// Only a name for a database that does not exist yet.
    public static TestingDatabase notMigrated(TestingPostgres server) {
        return new TestingDatabase(server, "pawl_" + COUNT.incrementAndGet());
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
