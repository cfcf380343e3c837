package dev.pawl.store.database;

import dev.pawl.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Whether PostgreSQL answers.
@Singleton
public final class Database {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Pool pool;

    public Database(Pool pool) {
        this.pool = pool;
    }

    /// Returns when the database answers, and throws within about two seconds, with a plain reason, when it does not.
    public void ping() {
        FutureTask<Boolean> question = new FutureTask<>(this::answers);
        Thread.ofVirtual().name("database-ping").start(question);
        try {
            if (!question.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StoreUnavailableException("PostgreSQL gave a connection that does not answer.", null);
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof SQLException cause
                    ? Outage.of(cause)
                    : new IllegalStateException(failure.getCause());
        } catch (TimeoutException failure) {
            throw new StoreUnavailableException(
                    "PostgreSQL did not answer within " + PATIENCE.toSeconds() + " seconds.", failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("The question to PostgreSQL was interrupted.", failure);
        } finally {
            question.cancel(true);
        }
    }

    private boolean answers() throws SQLException {
        try (Connection connection = pool.connection()) {
            return connection.isValid((int) PATIENCE.toSeconds());
        }
    }
}
