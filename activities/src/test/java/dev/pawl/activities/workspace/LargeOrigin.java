package dev.pawl.activities.workspace;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// A bare repository of so many files of so many bytes, which no compression makes smaller.
///
/// @param folder where it lies
record LargeOrigin(Path folder) {

    private static final int FILES_IN_A_FOLDER = 100;

    static LargeOrigin in(Path folder, int files, int bytes) throws IOException {
        Files.createDirectories(folder);
        TestingOrigin.git(folder, "init", "--quiet", "--bare", "--initial-branch=main", ".");
        Process process = new ProcessBuilder("git", "fast-import", "--quiet")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("import.log").toFile())
                .start();
        try (OutputStream into = new BufferedOutputStream(process.getOutputStream(), 1 << 16)) {
            say(into, "commit refs/heads/main\ncommitter Ada <ada@example.org> 1780000000 +0000\ndata 6\nLarge\n\n");
            Random random = new Random(42);
            byte[] noise = new byte[bytes];
            for (int file = 0; file < files; file++) {
                random.nextBytes(noise);
                say(into, "M 100644 inline %s\ndata %d\n".formatted(path(file), bytes));
                into.write(noise);
                say(into, "\n");
            }
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Files.readString(folder.resolve("import.log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return new LargeOrigin(folder);
    }

    static String path(int file) {
        return "part-%03d/file-%05d.bin".formatted(file / FILES_IN_A_FOLDER, file);
    }

    String url() {
        return "file://" + folder;
    }

    private static void say(OutputStream into, String words) throws IOException {
        into.write(words.getBytes(StandardCharsets.UTF_8));
    }
}
