package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// Kills the first Claude Code of its test at a place, and leaves the next ones alone.
final class ClaudeKiller implements AutoCloseable, TestingModels.Listener {

    /// The number of the last turn.
    static final int LAST = 2;

    /// Where Claude Code is killed.
    enum Place {
        BEFORE_ITS_FIRST_CALL,
        /// The checkpoint is kept while its next call is held.
        BETWEEN_A_CHECKPOINT_AND_THE_NEXT_ANSWER,
        AFTER_ITS_LAST_ANSWER,
        WHILE_ITS_RESULT_IS_WRITTEN,
        WHILE_IT_SAYS_ITS_VERSION
    }

    private final Place place;
    private final Path folder;
    private final TestingProcess claude;
    private final AtomicInteger kills = new AtomicInteger();
    private final TestingModels models;
    private volatile boolean isOpen = true;

    ClaudeKiller(Path folder, Place place) throws IOException {
        this.folder = folder;
        this.place = place;
        this.claude = new TestingProcess("claude", folder);
        this.models = new TestingModels(
                TestingScript.of(
                        new Act.Change("a.txt", "one", "two"),
                        new Act.Change("a.txt", "two", "three"),
                        new Act.Done("Well done.")),
                this);
        if (place == Place.BEFORE_ITS_FIRST_CALL) {
            Thread.ofPlatform().daemon().start(() -> killAtBirth("-p"));
        } else if (place == Place.WHILE_IT_SAYS_ITS_VERSION) {
            Thread.ofPlatform().daemon().start(() -> killAtBirth("--version"));
        }
    }

    TestingModels models() {
        return models;
    }

    int kills() throws IOException {
        return place == Place.WHILE_ITS_RESULT_IS_WRITTEN
                ? Files.readAllLines(folder.resolve("killed")).size()
                : kills.get();
    }

    /// The one that dies while it writes is the real one behind a script that breaks off its words.
    Map<String, Object> settings() throws IOException {
        if (place != Place.WHILE_ITS_RESULT_IS_WRITTEN) {
            return Map.of("pawl.claude-code.program", TestingClaude.program().toString());
        }
        Path mortal = Files.writeString(
                folder.resolve("claude"), """
                #!/bin/sh
                case "$*" in *--version*) exec %1$s "$@" ;; esac
                [ -e %2$s ] && exec %1$s "$@"
                %1$s "$@" | while IFS= read -r line; do
                    case $line in
                        *'"type":"result"'*) printf '{"type":"result","sub'; echo once >>%2$s; kill -9 0 ;;
                        *) printf '%%s\n' "$line" ;;
                    esac
                done
                """.formatted(TestingClaude.program(), folder.resolve("killed")));
        Files.setPosixFilePermissions(mortal, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("pawl.claude-code.program", mortal.toString(), "pawl.sandbox.trusted", "file://" + folder);
    }

    private void killAtBirth(String word) {
        while (isOpen && claude.all(word).isEmpty()) {
            Thread.onSpinWait();
        }
        claude.all(word).forEach(ProcessHandle::destroyForcibly);
        kills.addAndGet(models.keys().isEmpty() ? 1 : 0);
    }

    @Override
    public void asked(int turn) {
        if (place == Place.BETWEEN_A_CHECKPOINT_AND_THE_NEXT_ANSWER && turn == 1 && kills.get() == 0) {
            kill();
        }
        // What is frozen cannot act on the answer, which is sold all the same.
        if (place == Place.AFTER_ITS_LAST_ANSWER && turn == LAST && kills.get() == 0) {
            claude.freeze();
        }
    }

    @Override
    public void answered(int turn) {
        if (place == Place.AFTER_ITS_LAST_ANSWER && turn == LAST && kills.get() == 0) {
            kill();
        }
    }

    private void kill() {
        assertThat(claude.isThere()).isTrue();
        kills.incrementAndGet();
        claude.kill();
    }

    @Override
    public void close() {
        isOpen = false;
        models.close();
    }
}
