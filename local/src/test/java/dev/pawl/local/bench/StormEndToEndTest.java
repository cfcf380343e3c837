package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.Fixtures;
import dev.pawl.local.install.ClaudeCode;
import dev.pawl.local.program.Jvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A small storm: the real programs, the real Claude Code, the real sandbox. How fast agents go on is the bench's to
/// measure, on a machine that does nothing else: here they have time. Where the programs are not built it is not
/// run, but on a CI machine that is a failure.
final class StormEndToEndTest {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void buysOneTurnAgainForEachAgentThatAKillMeets() throws Exception {
        boolean isBuilt = Files.isDirectory(CHECKOUT.resolve("worker/target/lib"))
                && Files.isDirectory(CHECKOUT.resolve("gateway/target/lib"));
        Assumptions.assumeTrue(isBuilt || System.getenv("CI") != null, "NOT RUN: the programs are not built.");
        ClaudeCode.get(Fixtures.tools(), System.getenv(), new Fixtures.Heard().log());
        Path output = temporary.resolve("output");

        Process storm = storm(output);
        try {
            int code = storm.waitFor();

            assertThat(code).as(Files.readString(output)).isZero();
        } finally {
            end(storm);
        }
        assertThat(output)
                .content()
                .contains("(sandbox: bubblewrap)")
                .containsPattern("[1-9][0-9]* kills met [1-9][0-9]* agents at work")
                .contains("All 3 bugs are fixed, and no process is left. All is as it has to be.");
    }

    private Process storm(Path output) throws Exception {
        List<String> program = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                "dev.pawl.local.House",
                "bench",
                "agents",
                "--runs=3",
                "--kills=3",
                "--heartbeat=5",
                "--within=30");
        ProcessBuilder builder = new ProcessBuilder(new Jvm("16m", "64m", program).command())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        temporary.toString(),
                        "PAWL_CHECKOUT",
                        CHECKOUT.toString(),
                        "PAWL_TOOLS",
                        Fixtures.tools().toString(),
                        "PAWL_AOT",
                        "off"));
        return builder.start();
    }

    /// A time-out of the test closes the house, as Ctrl-C does.
    private static void end(Process storm) throws InterruptedException {
        storm.destroy();
        if (!storm.waitFor(1, TimeUnit.MINUTES)) {
            storm.destroyForcibly();
        }
    }
}
