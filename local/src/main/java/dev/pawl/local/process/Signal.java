package dev.pawl.local.process;

import java.io.IOException;

/// What can be said to a process.
public enum Signal {
    /// End in order.
    TERM,
    /// End now, but in order: PostgreSQL's fast shutdown.
    INT,
    /// End at once.
    KILL;

    /// Says it to a process if it is still the same one.
    public void send(ProcessIdentity process) {
        if (process.isAlive()) {
            send(Long.toString(process.pid()));
        }
    }

    private void send(String target) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -" + name() + " " + target + " 2>/dev/null")
                    .start()
                    .waitFor();
        } catch (IOException failure) {
            throw new IllegalStateException("The shell /bin/sh cannot be started.", failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
