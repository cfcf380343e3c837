package dev.pawl.local.kill;

import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.opentest4j.TestAbortedException;

/// A file system of some megabytes, which a test fills up.
final class SmallDisk implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final OneShot.Result mounted;

    private SmallDisk(Path folder, OneShot.Result mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    static SmallDisk at(Path folder, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        OneShot.Result mounted = OneShot.run(
                PATIENCE,
                List.of("mount", "-t", "tmpfs", "-o", "mode=700,size=" + megabytes + "m", "tmpfs", folder.toString()));
        return new SmallDisk(folder, mounted);
    }

    /// It needs a right that not every machine gives to tests, and is never taken for passed without it.
    void require() {
        if (!mounted.isSuccess()) {
            String sentence =
                    "NOT RUN: full disks, because no small file system can be mounted here: " + mounted.output();
            System.err.println(sentence);
            throw new TestAbortedException(sentence);
        }
    }

    /// Whether it can be filled.
    boolean isSmall() {
        return mounted.isSuccess();
    }

    Path folder() {
        return folder;
    }

    /// Leaves no byte.
    void fill() throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > 0) {
                throw full;
            }
        }
    }

    /// Leaves so many bytes.
    void fillButFor(long bytes) throws IOException {
        fill();
        try (FileChannel ballast = FileChannel.open(ballast(), StandardOpenOption.WRITE)) {
            ballast.truncate(ballast.size() - bytes);
        }
    }

    /// There is room again.
    void clear() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() {
        if (!mounted.isSuccess()) {
            return;
        }
        try {
            OneShot.run(PATIENCE, List.of("umount", "--lazy", folder.toString()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
