package dev.pawl.activities.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReadingTest {

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsThere() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[100_000]);

        assertThat(read(file, new Reading(Duration.ofMinutes(1)))).hasSize(100_000);
        assertThatThrownBy(() -> read(folder.resolve("none"), new Reading(Duration.ofMinutes(1))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none");
    }

    private static byte[] read(Path file, Reading reading) throws IOException {
        return reading.of(() -> {
            try (InputStream bytes = reading.of(Files.newInputStream(file))) {
                return bytes.readAllBytes();
            }
        });
    }

    @Test
    void leavesBehindWhatStandsStillAndLetsItGoNoFurther() throws Exception {
        Path pipe = TestingSwap.pipe(folder.resolve("pipe"));
        Reading reading = new Reading(Duration.ofMillis(100));
        CompletableFuture<String> further = new CompletableFuture<>();

        assertThatThrownBy(() -> reading.of(() -> {
                    try (InputStream opened = Files.newInputStream(pipe)) {
                        reading.step();
                        return further.complete("goes on reading " + opened);
                    } catch (IOException e) {
                        return further.complete(e.getMessage());
                    }
                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be read to its end");

        try (OutputStream _ = Files.newOutputStream(pipe)) {
            assertThat(further.get()).startsWith("Nobody waits");
        }
    }

    @Test
    void waitsNotLongForWhatStandsStillOnceItIsInterrupted() throws Exception {
        Path pipe = TestingSwap.pipe(folder.resolve("pipe"));
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> read(pipe, new Reading(Duration.ofDays(1)))).isInstanceOf(IOException.class);

        assertThat(Thread.interrupted()).isTrue();
        try (OutputStream to = Files.newOutputStream(pipe)) {
            to.flush();
        }
    }

    @Test
    void readsToItsEndWhatGoesOnWhenItIsInterrupted() throws Exception {
        Path file = Files.write(folder.resolve("file"), new byte[10]);
        Thread.currentThread().interrupt();

        assertThat(read(file, new Reading(Duration.ofMinutes(1)))).hasSize(10);
        assertThat(Thread.interrupted()).isTrue();
    }
}
