package dev.pawl.activities.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Dialogue;
import dev.pawl.activities.process.TestingMachine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RelayTest {

    private static final Dialogue TALK = new Dialogue() {
        @Override
        public Duration silence() {
            return Duration.ofMinutes(30);
        }

        @Override
        public String farewell() {
            return "bye";
        }

        @Override
        public void awaitEnd() {}
    };

    @Test
    void changesNothingOfAProgramButItsLineAndItsEnvironment() throws Exception {
        assumeTrue(TestingMachine.has("socat", "-V"), "NOT RUN: this machine has no socat");
        Command command = new Command(
                        List.of("npm", "ci"),
                        Path.of("/tree"),
                        Map.of("A", "1"),
                        "in",
                        Duration.ofMinutes(3),
                        Duration.ofMinutes(2),
                        9)
                .with(TALK);

        Command around = Relay.ofThisMachine().orElseThrow().around(command, Path.of("/exit/socket"));

        assertThat(around.line()).endsWith("npm", "ci").hasSizeGreaterThan(2);
        assertThat(around.environment()).containsEntry("A", "1").containsKey("HTTPS_PROXY");
        assertThat(around.withLine(command.line()).withEnvironment(command.environment()))
                .as("its talk with the worker, too")
                .isEqualTo(command);
    }
}
