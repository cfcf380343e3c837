package dev.pawl.activities.workspace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// Where a secret might be seen by somebody whom it does not concern: in what the programs of this JVM were started
/// with, in files, in the log.
final class Traces implements AutoCloseable {

    private final String secret;
    private final Queue<String> found = new ConcurrentLinkedQueue<>();
    private final Queue<String> looked = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.pawl");
    private final AppenderBase<ILoggingEvent> ear = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            note("the log", event.getFormattedMessage() + event.getKeyValuePairs());
        }
    };

    Traces(String secret) {
        this.secret = secret;
        ours.setLevel(Level.TRACE);
        ear.start();
        root.addAppender(ear);
    }

    /// Looks at the programs that run now. An origin calls it while it is spoken to: git and its helpers live then.
    void lookAtPrograms() {
        ProcessHandle.current().descendants().forEach(program -> {
            Path folder = Path.of("/proc", Long.toString(program.pid()));
            for (String file : List.of("cmdline", "environ")) {
                read(folder.resolve(file)).ifPresent(text -> note(file + " of a program", text));
            }
        });
    }

    /// Looks at every file below the folder.
    void lookBelow(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                note(file.toString(), new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
    }

    /// Looks at what is said of it.
    void lookAt(String text) {
        note("what is said", text);
    }

    List<String> found() {
        return new ArrayList<>(found);
    }

    List<String> looked() {
        return new ArrayList<>(looked);
    }

    private void note(String where, String text) {
        looked.add(where + ": " + text);
        if (text.contains(secret)) {
            found.add(where + ": " + text);
        }
    }

    /// Nothing where the program has ended meanwhile.
    private static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        root.detachAppender(ear);
        ours.setLevel(null);
    }
}
