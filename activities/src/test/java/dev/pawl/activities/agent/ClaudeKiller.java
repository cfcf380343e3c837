package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Kills the first Claude Code of its test at a place, and leaves the next ones alone.
final class ClaudeKiller implements AutoCloseable, TestingModels.Listener {

    /// The number of the last turn.
    static final int LAST = 2;

    /// Where Claude Code is killed.
    enum Place {
        /// It never hears its task.
        BEFORE_ITS_FIRST_CALL("""
                if [ "$1" = -p ]; then
                    mkfifo "$killed.task"
                    "$real" "$@" <>"$killed.task" &
                    until grep -q claude "/proc/$!/comm"; do kill -0 $! || exit 1; done
                    die
                fi"""),
        /// The checkpoint is kept while its next call is held.
        BETWEEN_A_CHECKPOINT_AND_THE_NEXT_ANSWER(null),
        AFTER_ITS_LAST_ANSWER(null),
        /// It breaks off its words.
        WHILE_ITS_RESULT_IS_WRITTEN("""
                if [ "$1" = -p ]; then
                    "$real" "$@" | while IFS= read -r line; do
                        case $line in
                            *'"type":"result"'*) printf '{"type":"result","sub' && die ;;
                            *) printf '%s\n' "$line" ;;
                        esac
                    done
                    exit
                fi"""),
        WHILE_IT_SAYS_ITS_VERSION("""
                if [ "$1" = --version ]; then
                    "$real" "$@" >/dev/null &
                    die
                fi""");

        /// What the script does that stands before it; null where the models see the moment.
        private final @Nullable String death;

        Place(@Nullable String death) {
            this.death = death;
        }
    }

    private final Place place;
    private final Path folder;
    private final TestingProcess claude;
    private final AtomicInteger kills = new AtomicInteger();
    private final TestingModels models;

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
    }

    TestingModels models() {
        return models;
    }

    int kills() throws IOException {
        return place.death == null
                ? kills.get()
                : Files.readAllLines(folder.resolve("killed")).size();
    }

    /// Who dies where nobody else can see it is the real one behind a script that kills it.
    Map<String, Object> settings() throws IOException {
        if (place.death == null) {
            return Map.of("pawl.claude-code.program", TestingClaude.program().toString());
        }
        Path mortal = Files.writeString(folder.resolve("mortal"), """
                #!/bin/sh
                real=%s
                killed=%s
                [ -e "$killed" ] && exec "$real" "$@"
                die() {
                    echo once >>"$killed"
                    kill -9 0
                }
                %s
                exec "$real" "$@"
                """.formatted(
                        TestingClaude.program(), folder.resolve("killed"), place.death));
        Files.setPosixFilePermissions(mortal, PosixFilePermissions.fromString("rwxr-xr-x"));
        return Map.of("pawl.claude-code.program", mortal.toString(), "pawl.sandbox.trusted", "file://" + folder);
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
        models.close();
    }
}
