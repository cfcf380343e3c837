package dev.pawl.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ProgramTest {

    @Test
    void saysWhatOurOwnCodeSaidOfAStartThatFailed() {
        IllegalArgumentException ours =
                new IllegalArgumentException("The keyring cannot be read.", new NoSuchFileException("/nope"));
        RuntimeException frameworks = new RuntimeException("Error instantiating bean", ours);
        frameworks.setStackTrace(new StackTraceElement[] {new StackTraceElement("io.micronaut.X", "y", "X.java", 1)});

        assertThat(Program.told(frameworks)).isSameAs(ours);
    }

    @Test
    void saysTheRootOfWhatOthersThrew() throws Exception {
        try {
            Files.size(Path.of("/nope"));
        } catch (NoSuchFileException root) {
            RuntimeException outer = new RuntimeException("outer", root);
            outer.setStackTrace(new StackTraceElement[0]);
            assertThat(Program.told(outer)).isSameAs(root);
            return;
        }
        throw new AssertionError("the file exists");
    }
}
