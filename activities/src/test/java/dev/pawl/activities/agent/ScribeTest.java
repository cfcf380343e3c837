package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.FencedOffException;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ScribeTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;

    @BeforeEach
    void open() {
        workshop = TestingWorkshop.in(folder);
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void tellsSoonWhatWasSaidThoughNothingFollows() throws InterruptedException {
        try (Scribe scribe = scribe()) {
            scribe.log("Downloading the internet ...");
            while (events().isEmpty()) {
                Thread.sleep(5);
            }
            scribe.say("Done.");
            while (events().size() < 2) {
                Thread.sleep(5);
            }

            assertThat(events()).extracting(Event::kind).containsExactly("agent.log", "agent.said");
        }
    }

    /// Nobody else writes while the test holds the scribe.
    @Test
    void tellsOfABeginningInOneTransactionWithWhatFollows() {
        try (Scribe scribe = scribe()) {
            synchronized (scribe) {
                scribe.event("agent.began", Map.of());
                scribe.say("There is nothing to do.");
                scribe.ended(new Work.Unchanged("Nothing.", Usage.NONE, null), () -> {});
            }

            assertThat(events()).extracting(Event::kind).containsExactly("agent.began", "agent.said", "agent.ended");
            assertThat(events().get(1).at()).isEqualTo(events().getFirst().at());
        }
    }

    @Test
    void tellsNothingOfRowsThatAreRefused() {
        try (Scribe scribe = scribe()) {
            assertThatThrownBy(() -> scribe.event("agent.checkpoint", Map.of(), () -> {
                        throw new IllegalStateException("refused");
                    }))
                    .hasMessage("refused");
        }

        assertThat(events()).isEmpty();
    }

    @Test
    void saysToWhoeverWritesNextThatAnotherHasTakenOver() throws InterruptedException {
        Scribe late = late();

        assertThatThrownBy(() -> late.say("I was asleep.")).isInstanceOf(FencedOffException.class);
        assertThatThrownBy(late::close).isInstanceOf(FencedOffException.class);
        assertThat(events()).extracting(Event::kind).isEmpty();
    }

    /// What is kept with its rows does not suffer from lines that were lost, and tells of them.
    @Test
    void tellsOfAnEndOnceThoughItsLinesWereLost() throws InterruptedException {
        Scribe late = late();
        assertThatThrownBy(() -> late.ended(new Work.Unchanged("Nothing.", Usage.NONE, null), () -> {
                    throw new IllegalStateException("refused");
                }))
                .hasMessage("refused");
        late.ended(new Work.Unchanged("Nothing.", Usage.NONE, null), () -> {});

        assertThat(events()).extracting(Event::kind).containsExactly("agent.ended");
    }

    /// One whose hold is another's, and that could not write what it said.
    private Scribe late() throws InterruptedException {
        Scribe late = scribe();
        scribe().close();
        boolean isTold = false;
        while (!isTold) {
            try {
                late.log("I was asleep.");
                Thread.sleep(20);
            } catch (FencedOffException told) {
                isTold = true;
            }
        }
        return late;
    }

    private List<Event> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 100);
    }

    private Scribe scribe() {
        Invocations invocations = workshop.get(Invocations.class);
        Ask asked = new Ask("input", null, Instant.EPOCH);
        Entry.Held held = (Entry.Held) invocations.begin(workshop.tenant(), TestingWorkshop.RUN, "fix/1", asked);
        return new Scribe(workshop.get(Events.class), invocations, held.hold());
    }
}
