package dev.pawl.store.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/// The role that the programs are in the database: it may read and write rows, and nothing that would let it step round
/// the policies.
final class ProgramRole {

    private static final String DUPLICATE_OBJECT = "42710";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final MigrationSettings settings;
    private final String name;
    private final Connection owner;

    ProgramRole(MigrationSettings settings, Connection owner) {
        this.settings = settings;
        this.name = settings.program().name();
        this.owner = owner;
    }

    void prepare() throws SQLException {
        if (!exists()) {
            create();
        }
        refuseIfTooStrong();
        if (!logsIn()) {
            setPassword();
        }
    }

    void grant() throws SQLException {
        owner.setAutoCommit(false);
        try (Statement statement = owner.createStatement()) {
            statement.execute(grants().replace(":program", statement.enquoteIdentifier(name, true))
                    .replace(":database", statement.enquoteIdentifier(owner.getCatalog(), true)));
            owner.commit();
        }
    }

    private boolean exists() throws SQLException {
        return answers("select exists (select from pg_roles where rolname = ?)");
    }

    private void create() throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("create role " + statement.enquoteIdentifier(name, true)
                    + " login nosuperuser nobypassrls nocreatedb nocreaterole noreplication");
        } catch (SQLException failure) {
            if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw new RefusedMigrationException(
                        "The owner '" + settings.owner().name()
                                + "' may not make roles. Make the role '" + name
                                + "' yourself (LOGIN NOSUPERUSER NOBYPASSRLS, with its password), or let the owner have"
                                + " CREATEROLE.",
                        failure);
            }
            if (!DUPLICATE_OBJECT.equals(failure.getSQLState())) {
                throw failure;
            }
        }
    }

    private void refuseIfTooStrong() throws SQLException {
        refuseIf("is a superuser, may bypass row-level security, or may make roles, databases or replicas", """
                select exists (select from pg_roles where rolname = ?
                    and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication))""");
        refuseIf(
                "is a member of another role",
                "select exists (select from pg_auth_members where member = (select oid from pg_roles where rolname = ?))");
        refuseIf("owns something in the database", """
                select exists (select from pg_shdepend
                    where deptype = 'o' and refobjid = (select oid from pg_roles where rolname = ?))""");
        refuseIf("may not log in", "select exists (select from pg_roles where rolname = ? and not rolcanlogin)");
    }

    private void refuseIf(String fault, String query) throws SQLException {
        if (answers(query)) {
            throw new RefusedMigrationException("The role '" + name + "' " + fault
                    + ", so tenants could not be kept apart. Take that from it, or name another role in"
                    + " PAWL_DATABASE_USERNAME.");
        }
    }

    private boolean answers(String query) throws SQLException {
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() && result.getBoolean(1);
            }
        }
    }

    private boolean logsIn() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(name);
        source.setPassword(settings.program().password());
        source.setConnectTimeout(5);
        source.setLoginTimeout(10);
        try (Connection connection = source.getConnection()) {
            return !connection.isClosed();
        } catch (SQLException failure) {
            String state = Objects.requireNonNullElse(failure.getSQLState(), "");
            if (state.startsWith("28")) {
                return false;
            }
            throw failure;
        }
    }

    /// The driver hashes it on this side: the server's log never sees the password.
    private void setPassword() throws SQLException {
        try {
            owner.unwrap(PGConnection.class)
                    .alterUserPassword(name, settings.program().password().toCharArray(), "scram-sha-256");
        } catch (SQLException failure) {
            if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
                throw new RefusedMigrationException(
                        "The role '" + name + "' does not log in with PAWL_DATABASE_PASSWORD, and the owner may not set"
                                + " its password. Set it yourself, or correct the setting.",
                        failure);
            }
            throw failure;
        }
    }

    private static String grants() {
        try (InputStream stream = Objects.requireNonNull(ProgramRole.class.getResourceAsStream("/db/grants.sql"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
