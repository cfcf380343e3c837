package dev.pawl.store;

import org.jspecify.annotations.Nullable;

/// The database or the object store does not answer for now: nothing was acknowledged, and asking again is safe.
public final class StoreUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
