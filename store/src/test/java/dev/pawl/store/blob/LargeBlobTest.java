package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A blob far larger than the process that keeps it. Plainly 300 MB in a JVM of 64 MB; with `-Dpawl.test.large=true` 2
/// GB in one of 256 MB.
final class LargeBlobTest {

    private static final boolean LARGE = Boolean.getBoolean("pawl.test.large");
    private static final long SIZE = LARGE ? 2L << 30 : 300L << 20;
    private static final String MEMORY = LARGE ? "-Xmx256m" : "-Xmx64m";

    @Test
    @Timeout(600)
    void goesThroughASmallProcessWithoutBeingHeld() throws IOException, InterruptedException {
        try (TestingS3 server = TestingS3.start()) {
            Map<String, Object> settings =
                    TestingStore.both(TestingDatabase.fresh().settings(), server.settings());

            Process process = new ProcessBuilder(command(settings))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(said).contains(SIZE + " bytes in and out").doesNotContain("OutOfMemory");
            assertThat(process.waitFor()).isZero();
        }
    }

    private static List<String> command(Map<String, Object> settings) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MEMORY,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                LargeBlob.class.getName(),
                Long.toString(SIZE)));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return command;
    }
}
