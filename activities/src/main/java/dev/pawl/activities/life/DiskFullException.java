package dev.pawl.activities.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A disk of this worker has no room: what was done there says nothing of the work.
public final class DiskFullException extends IOException {

    private static final long serialVersionUID = 1L;

    /// As Linux says it, and every program after it.
    private static final String FULL = "No space left on device";

    /// Programs write in blocks.
    private static final long LEAST = 16 * 1024;

    /// @param folder on the disk
    public DiskFullException(Path folder) {
        super(folder + ": " + FULL);
    }

    /// Whether the disk of a folder has no room now.
    public static boolean isFull(Path folder) throws IOException {
        return Files.exists(folder) && Files.getFileStore(folder).getUsableSpace() < LEAST;
    }

    /// What people are told, where that is why something failed.
    static Optional<String> in(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String said = String.valueOf(cause.getMessage());
            if (said.contains(FULL)) {
                return Optional.of(("The disk of this worker is full: %s. Make room where PAWL_STATION_FOLDER and "
                                + "PAWL_BLOB_FOLDER are; what waits for it goes on by itself.")
                        .formatted(said));
            }
        }
        return Optional.empty();
    }

    /// Whether that is why something failed.
    public static boolean isIn(Throwable failure) {
        return in(failure).isPresent();
    }
}
