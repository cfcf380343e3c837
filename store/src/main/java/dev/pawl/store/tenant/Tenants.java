package dev.pawl.store.tenant;

import dev.pawl.store.database.Outage;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// The only door to the rows: one transaction, in the name of one tenant.
@Singleton
public final class Tenants {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private final TransactionOperations<Connection> transactions;

    public Tenants(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
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

    /// Refuses what cannot be a tenant's name: it is part of object keys and log lines.
    public static void requireName(String tenant) {
        if (!isName(tenant)) {
            throw new IllegalArgumentException(
                    "'" + tenant + "' cannot be a tenant's name. Use up to 63 lower-case letters, digits and hyphens.");
        }
    }

    /// Whether this can be a tenant's name.
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static <T> T joined(String tenant, Supplier<T> work) {
        if (!CURRENT.get().equals(tenant)) {
            throw new IllegalStateException("A transaction of tenant '" + CURRENT.get()
                    + "' is under way, so the work of tenant '" + tenant + "' was refused. End the one, then begin the"
                    + " other.");
        }
        return work.get();
    }

    private static void name(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select set_config('pawl.tenant', ?, true)")) {
            statement.setString(1, tenant);
            statement.execute();
        }
    }
}
