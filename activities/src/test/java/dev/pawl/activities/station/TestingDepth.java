package dev.pawl.activities.station;

import java.io.IOException;
import java.nio.file.Path;

/// Folders in folders, made step by step as programs can make them, until no path is long enough to name the last.
public final class TestingDepth {

    private static final String NAME = "x".repeat(200);
    private static final int DEPTH = 30;

    private TestingDepth() {}

    /// At the end lies a file of 1 MiB.
    public static String script() {
        return "for i in $(seq %d); do mkdir %s beside || exit 1; touch file; cd %s || exit 1; done; "
                        .formatted(DEPTH, NAME, NAME)
                + "head -c 1048576 /dev/zero > end";
    }

    public static void under(Path place) throws IOException, InterruptedException {
        Process program = new ProcessBuilder("bash", "-c", script())
                .directory(place.toFile())
                .start();
        if (program.waitFor() != 0) {
            throw new IOException("There is no such depth below " + place);
        }
    }
}
