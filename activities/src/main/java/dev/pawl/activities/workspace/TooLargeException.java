package dev.pawl.activities.workspace;

import java.io.IOException;

/// A file holds more than somebody wants to read.
public final class TooLargeException extends IOException {

    private static final long serialVersionUID = 1;

    TooLargeException(String message) {
        super(message);
    }
}
