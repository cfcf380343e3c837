package dev.pawl.activities.broker;

import java.io.IOException;

/// Thrown at the barrier where an agent was asked to stop: nothing of it is kept any more, and no machinery failed.
public final class AskedToStopException extends IOException {

    private static final long serialVersionUID = 1;

    public AskedToStopException() {
        super("The agent was asked to stop.");
    }
}
