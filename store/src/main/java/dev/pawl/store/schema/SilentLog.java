package dev.pawl.store.schema;

import org.flywaydb.core.api.logging.Log;
import org.flywaydb.core.api.logging.LogCreator;

/// Flyway says what matters in its exceptions; a migration prints one line of its own.
final class SilentLog implements Log {

    /// Found by its name.
    public static final class Creator implements LogCreator {

        @Override
        public Log createLogger(Class<?> type) {
            return new SilentLog();
        }
    }

    @Override
    public void debug(String message) {}

    @Override
    public void info(String message) {}

    @Override
    public void warn(String message) {}

    @Override
    public void error(String message) {}

    @Override
    public void error(String message, Exception failure) {}

    @Override
    public void notice(String message) {}
}
