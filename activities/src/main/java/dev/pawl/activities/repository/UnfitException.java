package dev.pawl.activities.repository;

import java.io.Serial;

/// What a repository says of itself cannot be followed; the message is for those who can mend it.
public final class UnfitException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    public UnfitException(String message) {
        super(message);
    }
}
