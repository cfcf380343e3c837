package dev.pawl.store.schema;

/// The program and its database do not fit; the message says which command mends it.
public final class SchemaMismatchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SchemaMismatchException(String message) {
        super(message);
    }
}
