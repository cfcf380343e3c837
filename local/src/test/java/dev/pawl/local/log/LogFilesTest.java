package dev.pawl.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFilesTest {

    @TempDir
    Path folder;

    @Test
    void beginsANewLogAtEachStartAndKeepsTwoOldOnes() throws IOException {
        LogFiles logs = new LogFiles(folder);
        for (String run : List.of("first", "second", "third", "fourth")) {
            Files.writeString(logs.fresh("worker-1"), run);
        }

        assertThat(folder.resolve("worker-1.log")).hasContent("fourth");
        assertThat(folder.resolve("worker-1.log.1")).hasContent("third");
        assertThat(folder.resolve("worker-1.log.2")).hasContent("second");
        assertThat(folder.toFile().list()).hasSize(3);
    }

    @Test
    void cutsALogThatHasGrownTooLongUnderItsWriter() throws IOException {
        LogFiles logs = new LogFiles(folder, 10);
        Path log = logs.fresh("worker-1");
        try (OutputStream writer = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
            writer.write("more than ten\n".getBytes(StandardCharsets.UTF_8));
            logs.trim(log);
            writer.write("after\n".getBytes(StandardCharsets.UTF_8));
            logs.trim(log);
        }

        assertThat(log).hasContent("after\n");
        assertThat(folder.resolve("worker-1.log.1")).hasContent("more than ten\n");
    }

    @Test
    void showsTheLastLines() throws IOException {
        Path log = folder.resolve("a.log");
        Files.writeString(log, "x".repeat(10_000) + "\none\n\ntwo\n");

        assertThat(LogFiles.lastLines(log)).endsWith("one", "two");
    }

    @Test
    void passesOnWholeLinesOnce() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "before\n");
        List<String> seen = new ArrayList<>();
        LogTail tail = new LogTail(log, seen::add);

        Files.writeString(log, "one\ntw", StandardOpenOption.APPEND);
        tail.look();
        Files.writeString(log, "o\n", StandardOpenOption.APPEND);
        tail.look();
        tail.look();

        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void readsACutLogFromItsStart() throws IOException {
        Path log = Files.writeString(folder.resolve("a.log"), "a long line before\n");
        List<String> seen = new ArrayList<>();
        LogTail tail = new LogTail(log, seen::add);

        Files.writeString(log, "new\n");
        tail.look();

        assertThat(seen).containsExactly("new");
    }
}
