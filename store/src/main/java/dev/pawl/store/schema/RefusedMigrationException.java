package dev.pawl.store.schema;

import org.jspecify.annotations.Nullable;

/// The database cannot be brought to this version; the message is a sentence for the person who tried.
final class RefusedMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedMigrationException(String message) {
        this(message, null);
    }

    RefusedMigrationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
