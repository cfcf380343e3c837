package dev.pawl.store.database;

import dev.pawl.store.StoreUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells the database's absence, which passes, from a fault in what was asked, which does not.
public final class Outage {

    private static final String GIVEN_UP = "Connection is closed";
    private static final String DISK_FULL = "53100";

    private Outage() {}

    /// The same failure, said as an outage if it is one.
    public static RuntimeException of(SQLException failure) {
        return in(failure).orElseGet(() -> new IllegalStateException(failure));
    }

    /// The same failure, said as an outage if it is one.
    public static RuntimeException of(RuntimeException failure) {
        return in(failure).orElse(failure);
    }

    private static Optional<RuntimeException> in(Throwable failure) {
        if (failure instanceof StoreUnavailableException known) {
            return Optional.of(known);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException fault && isOutage(fault)) {
                return Optional.of(new StoreUnavailableException(sentence(fault), failure));
            }
        }
        return Optional.empty();
    }

    /// Connection lost or refused (08), out of connections or memory (53), shut down or starting up (57P), nobody let
    /// in; and what the pool says, without a state, of a connection that it has given up because it was lost.
    private static boolean isOutage(SQLException failure) {
        String state = failure.getSQLState();
        if (state == null) {
            return failure instanceof SQLTransientConnectionException || GIVEN_UP.equals(failure.getMessage());
        }
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || refusesEntry(state);
    }

    /// Wrong role or password (28), or no such database (3D).
    private static boolean refusesEntry(String state) {
        return state.startsWith("28") || state.startsWith("3D");
    }

    private static String sentence(SQLException failure) {
        if (failure.getSQLState() != null && refusesEntry(failure.getSQLState())) {
            return "PostgreSQL does not let the programs in: " + reason(failure)
                    + ". Check PAWL_DATABASE_URL, PAWL_DATABASE_USERNAME and PAWL_DATABASE_PASSWORD.";
        }
        if (DISK_FULL.equals(failure.getSQLState())) {
            return "The disk of PostgreSQL is full: " + reason(failure)
                    + ". Nothing was changed. Make room there; what waits for it goes on by itself.";
        }
        return "PostgreSQL does not answer: " + reason(failure) + ". Try again shortly.";
    }

    private static String reason(SQLException failure) {
        return firstLine(failure.getCause() instanceof SQLException cause ? cause.getMessage() : failure.getMessage());
    }

    private static String firstLine(@Nullable String message) {
        return message == null
                ? "no reason given"
                : message.lines().findFirst().orElse("no reason given").replaceAll("\\.$", "");
    }
}
