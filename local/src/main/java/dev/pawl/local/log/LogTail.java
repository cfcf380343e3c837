package dev.pawl.local.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Reads what was added to one log since the last look, line by line.
public final class LogTail {

    private final Path log;
    private final Consumer<String> reader;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private long position;

    /// Begins at the present end of the log.
    public LogTail(Path log, Consumer<String> reader) throws IOException {
        this.log = log;
        this.reader = reader;
        this.position = Files.exists(log) ? Files.size(log) : 0;
    }

    /// Passes on every whole line that is new. A log that has become shorter was put aside: it is read from its start.
    public synchronized void look() throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0;
                begun.reset();
            }
            file.seek(position);
            byte[] buffer = new byte[8192];
            for (int count = file.read(buffer); count > 0; count = file.read(buffer)) {
                position += count;
                take(buffer, count);
            }
        }
    }

    private void take(byte[] buffer, int count) {
        for (int index = 0; index < count; index++) {
            if (buffer[index] == '\n') {
                reader.accept(begun.toString(StandardCharsets.UTF_8));
                begun.reset();
            } else {
                begun.write(buffer[index]);
            }
        }
    }
}
