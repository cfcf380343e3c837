package dev.pawl.store.tenant;

import dev.pawl.store.database.Outage;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The only door to the rows: one transaction, in the name of one tenant.
@Singleton
public final class Tenants {

    static final String NAME = "select set_config('pawl.tenant', ?, true)";
    private static final Pattern NAMES = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private final TransactionOperations<Connection> transactions;
    private final ConnectionOperations<Connection> connections;
    private final JdbcOperations rows;

    Tenants(
            TransactionOperations<Connection> transactions,
            ConnectionOperations<Connection> connections,
            JdbcOperations rows) {
        this.transactions = transactions;
        this.connections = connections;
        this.rows = rows;
    }

    /// Who reads the answers.
    public interface Reader<T> {
        T read(Answers answers) throws SQLException;
    }

    /// Does the work in one transaction of this tenant; joins the transaction if the same tenant's is under way.
    public <T> T in(String tenant, Supplier<T> work) {
        if (CURRENT.isBound()) {
            return joined(tenant, work);
        }
        requireName(tenant);
        try {
            return ScopedValue.where(CURRENT, tenant)
                    .call(() -> transactions.executeWrite(transaction -> {
                        name(transaction.getConnection(), tenant);
                        return work.get();
                    }));
        } catch (RuntimeException failure) {
            throw Outage.of(failure);
        }
    }

    /// Does the work in one transaction of this tenant.
    public void in(String tenant, Runnable work) {
        in(tenant, () -> {
            work.run();
            return true;
        });
    }

    /// Says and asks what belongs together, of this tenant's rows, in one message. Outside of other work the
    /// message begins and ends its transaction itself, which saves the way for each. What PostgreSQL would make of
    /// it unasked would end wherever the driver cuts the message.
    public <T> T ask(String tenant, Questions questions, Reader<T> reader) {
        requireName(tenant);
        requireNoOther(tenant);
        try {
            return connections.execute(
                    ConnectionDefinition.DEFAULT, status -> asked(status.getConnection(), tenant, questions, reader));
        } catch (RuntimeException failure) {
            throw Outage.of(failure);
        }
    }

    /// Refuses what cannot be a tenant's name: it is part of object keys and log lines.
    public static void requireName(String tenant) {
        if (!isName(tenant)) {
            throw new IllegalArgumentException(
                    "'" + tenant + "' cannot be a tenant's name. Use up to 63 lower-case letters, digits and hyphens.");
        }
    }

    /// Whether this can be a tenant's name.
    public static boolean isName(String text) {
        return NAMES.matcher(text).matches();
    }

    private <T> T asked(Connection connection, String tenant, Questions questions, Reader<T> reader) {
        boolean isAlone = !CURRENT.isBound();
        try (PreparedStatement statement =
                connection.prepareStatement(isAlone ? questions.asTransaction() : questions.message())) {
            int place = 1;
            statement.setString(place, tenant);
            for (@Nullable Object word : questions.words()) {
                place++;
                statement.setObject(place, word);
            }
            if (isAlone) {
                executeAlone(connection, statement);
            } else {
                statement.execute();
            }
            return reader.read(new Answers(statement, rows));
        } catch (SQLException failure) {
            throw Outage.of(failure);
        }
    }

    /// And leaves no transaction behind that has failed halfway.
    private static void executeAlone(Connection connection, PreparedStatement statement) throws SQLException {
        try {
            statement.execute();
            // What begins the transaction answers nothing.
            statement.getMoreResults();
        } catch (SQLException failure) {
            try (Statement end = connection.createStatement()) {
                end.execute("rollback");
            } catch (SQLException lost) {
                failure.addSuppressed(lost);
            }
            throw failure;
        }
    }

    private static <T> T joined(String tenant, Supplier<T> work) {
        requireNoOther(tenant);
        return work.get();
    }

    private static void requireNoOther(String tenant) {
        if (CURRENT.isBound() && !CURRENT.get().equals(tenant)) {
            throw new IllegalStateException("A transaction of tenant '" + CURRENT.get()
                    + "' is under way, so the work of tenant '" + tenant + "' was refused. End the one, then begin the"
                    + " other.");
        }
    }

    private static void name(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NAME)) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }
}
