package dev.pawl.local.log;

import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The parts' log files: each is put aside at a start and when it grows too long; two old ones are kept.
public final class LogFiles {

    private static final long LONGEST = 16L * 1024 * 1024;
    private static final int LAST_LINES = 12;
    private static final int LAST_BYTES = 8192;
    private static final int LONGEST_LINE = 300;

    private final Path folder;
    private final long longest;

    public LogFiles(Path folder) {
        this(folder, LONGEST);
    }

    LogFiles(Path folder, long longest) {
        this.folder = PrivateFiles.folder(folder);
        this.longest = longest;
    }

    /// The folder of all logs.
    public Path folder() {
        return folder;
    }

    /// A part's log.
    public Path of(String part) {
        return folder.resolve(part + ".log");
    }

    /// Puts the log of the last run aside and gives a new one, which is still empty.
    public Path fresh(String part) {
        Path log = of(part);
        try {
            if (Files.exists(log) && Files.size(log) > 0) {
                shift(log);
                Files.move(log, old(log, 1), StandardCopyOption.REPLACE_EXISTING);
            }
            Files.write(log, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return log;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Puts a log aside if it has grown too long. Its writer holds it open for appending, so it is copied and cut.
    public void trim(Path log) throws IOException {
        if (!Files.exists(log) || Files.size(log) <= longest) {
            return;
        }
        shift(log);
        Files.copy(log, old(log, 1), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
        }
    }

    /// The last lines of a log, for a person who asks why a part ended.
    public static List<String> lastLines(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long start = Math.max(0, file.length() - LAST_BYTES);
            byte[] bytes = new byte[(int) (file.length() - start)];
            file.seek(start);
            file.readFully(bytes);
            List<String> lines = new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + " ..." : line)
                    .toList();
            return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        } catch (IOException failure) {
            return List.of("(its log " + log + " cannot be read: " + failure.getMessage() + ")");
        }
    }

    private static void shift(Path log) throws IOException {
        if (Files.exists(old(log, 1))) {
            Files.move(old(log, 1), old(log, 2), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path old(Path log, int generation) {
        return log.resolveSibling(log.getFileName() + "." + generation);
    }
}
