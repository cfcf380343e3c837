package dev.pawl.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// Processes that are nobody's part.
final class ProcessFixtures {

    private ProcessFixtures() {}

    static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
