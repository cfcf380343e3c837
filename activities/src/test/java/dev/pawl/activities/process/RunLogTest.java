package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunLogTest {

    private static final int MEBIBYTE = 1 << 20;

    private final RunLog log = new RunLog(Map.of("hunter2hunter2", "PASSWORD"));

    @Test
    void keepsAllThatFits() {
        say("a".repeat(MEBIBYTE - 2) + "bcd" + "e".repeat(MEBIBYTE - 1));

        assertThat(log.text()).isEqualTo("a".repeat(MEBIBYTE - 2) + "bcd" + "e".repeat(MEBIBYTE - 1));
    }

    /// However the words were cut when they came.
    @Test
    void keepsTheBeginningAndTheEndOfWhatDoesNot() {
        for (int line = 0; line < 400_000; line++) {
            say("%09d\n".formatted(line));
        }

        assertThat(log.text())
                .startsWith("000000000\n000000001\n")
                .contains("\n[1,902,848 bytes are left out here]\n")
                .endsWith("\n000399998\n000399999\n")
                .hasSize(2 * MEBIBYTE + "\n[1,902,848 bytes are left out here]\n".length());
    }

    @Test
    void showsTheLastLinesAndNoSecret() {
        for (int line = 0; line < 30; line++) {
            say("line " + line + "\n\n");
        }
        say("It is hunter2hunter2, and gl" + "pat-aB3dE5gH7jK9mN1pQ3sT.\n");

        assertThat(log.tail())
                .startsWith("line 11\nline 12\n")
                .endsWith("line 29\nIt is [PASSWORD], and [a token of GitLab].");
    }

    private void say(String words) {
        byte[] bytes = words.getBytes(StandardCharsets.UTF_8);
        log.take(bytes, bytes.length);
    }
}
