package dev.pawl.activities.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.CompletableFuture;

/// Lays a pipe in the place of a file, and the file back, again and again until it is closed.
public final class TestingSwap implements AutoCloseable {

    private final Path file;
    private final Path real;
    private final Path pipe;
    private final CompletableFuture<Void> swapping;
    private volatile boolean over;

    private TestingSwap(Path file, Path real, Path pipe) {
        this.file = file;
        this.real = real;
        this.pipe = pipe;
        this.swapping = CompletableFuture.runAsync(this::swap);
    }

    /// Begins at once.
    ///
    /// @param aside a folder on the same disk
    public static TestingSwap of(Path file, Path aside) throws IOException, InterruptedException {
        Path real = Files.createLink(aside.resolve("real"), file);
        return new TestingSwap(file, real, pipe(aside.resolve("pipe")));
    }

    /// That nobody writes to.
    public static Path pipe(Path place) throws IOException, InterruptedException {
        if (new ProcessBuilder("mkfifo", place.toString()).start().waitFor() != 0) {
            throw new IOException("no pipe can be made at " + place);
        }
        return place;
    }

    private void swap() {
        try {
            while (!over) {
                layDown(pipe);
                layDown(real);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void layDown(Path one) throws IOException {
        Path link = Files.createLink(one.resolveSibling("next"), one);
        Files.move(link, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void close() {
        over = true;
        swapping.join();
    }
}
