package dev.pawl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.home.Json;
import dev.pawl.local.log.HouseLog;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NarrationTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final HouseLog log =
            new HouseLog(new PrintStream(out, true, StandardCharsets.UTF_8), InstantSource.system());

    @Test
    void saysTheSecondsSinceItBegan() {
        AtomicLong nanos = new AtomicLong(TimeUnit.HOURS.toNanos(7));
        Narrator narrator = new Narrator(log, nanos::get);

        nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(12_340));
        narrator.say("The worker is killed.");

        assertThat(said()).isEqualTo("    12.3 s  The worker is killed.\n");
    }

    @Test
    void passesTheProgressOnAndNotTheLaunchersWelcome() {
        OpeningLines lines = new OpeningLines(log);

        lines.accept("Opening the house in /somewhere");
        lines.accept("  worker-1   ready after 1.0 s");
        lines.accept("");
        lines.accept("The house is open after 7.0 s.");
        lines.accept("  gateway          http://127.0.0.1:1");
        lines.accept("Close it with ./pawl down.");

        assertThat(said()).isEqualTo("   worker-1   ready after 1.0 s\n   The house is open after 7.0 s.\n");
    }

    /// Whether the same worker goes on or another one, no event says.
    @Test
    void tellsThatTheAgentGoesOnAndNotWhere() {
        Telling telling = new Telling(new Narrator(log, () -> 0));

        telling.read(new Event(1, "", "agent.began", Json.MAPPER.valueToTree(Map.of("resumed", true))));

        assertThat(said()).isEqualTo("     0.0 s    the agent goes on where it was\n");
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
