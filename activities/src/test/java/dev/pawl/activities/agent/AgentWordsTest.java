package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent says is kept harmless and short, whoever carries it out.
final class AgentWordsTest {

    private static final String HARMFUL = "nul \u0000, half \ud800, \u001b[2J" + "and much more ".repeat(4000);

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
    void keepsWhatItSaysAtTheEndHarmlessAndShort() throws IOException {
        Work.Unchanged done = (Work.Unchanged) work((_, _) -> new AgentRuntime.Answer.Done(HARMFUL));

        assertThat(done.summary())
                .startsWith("nul \\u0000, half \\ud800, \\u001b[2J")
                .hasSizeLessThan(4100);
        assertThat(Checkpoint.work(Objects.requireNonNull(row().result()))).isEqualTo(done);
        assertThat(events().getLast().body()).contains("\\\\u001b[2J").hasSizeLessThan(4500);
    }

    @Test
    void keepsWhyItDeclinedHarmlessAndShort() throws IOException {
        Work.Declined declined = (Work.Declined) work((_, _) -> new AgentRuntime.Answer.Declined(HARMFUL));
        assertThat(declined.reason()).startsWith("nul \\u0000").hasSizeLessThan(4100);
    }

    @Test
    void keepsWhyItCrashedHarmlessAndShort() throws IOException {
        Work.Crashed crashed = (Work.Crashed) work((_, _) -> new AgentRuntime.Answer.Crashed(HARMFUL, true));
        assertThat(crashed.reason()).startsWith("nul \\u0000").hasSizeLessThan(4100);
    }

    @Test
    void refusesAStateThatCouldNotBeGivenBack() {
        assertThatThrownBy(() -> work((_, desk) -> {
                    desk.checkpoint(HARMFUL);
                    return new AgentRuntime.Answer.Done("");
                }))
                .hasStackTraceContaining("cannot be kept");
        assertThat(row().checkpoint()).isNull();
    }

    @Test
    void saysOfNoTreeThatItWasKeptWhereNoneMayHoldIt() throws IOException {
        work((job, desk) -> {
            Files.createDirectories(job.checkout().folder().resolve("inner/.git"));
            desk.checkpoint("half");
            return new AgentRuntime.Answer.Crashed("It ends.", false);
        });

        assertThat(Checkpoint.read(row().checkpoint()))
                .satisfies(
                        left -> assertThat(Objects.requireNonNull(left).state()).isNull());
        assertThat(events()).extracting(Event::kind).contains("agent.unkept").doesNotContain("agent.checkpoint");
    }

    @Test
    void countsLinesAndNotOnlyWhatStandsInThem() {
        try (Scribe scribe = scribe()) {
            for (int line = 0; line < 100_000; line++) {
                scribe.say("");
                scribe.log("");
            }
        }

        assertThat(events()).hasSizeLessThan(45_000).extracting(Event::kind).contains("agent.cut");
        assertThat(events()).extracting(Event::kind).doesNotContain("agent.said");
    }

    @Test
    void writesNoSecretDownThatItsAgentSays() throws IOException {
        String token = "ghp_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5";
        Work work = work((_, desk) -> {
            desk.say("I found " + token);
            desk.log("-----BEGIN RSA " + "PRIVATE KEY-----");
            desk.log("MIIEowIBAAKCAQEA");
            return new AgentRuntime.Answer.Done("It is " + token, "{\"found\":\"" + token + "\"}");
        });

        assertThat(work)
                .isEqualTo(new Work.Unchanged(
                        "It is [a token of GitHub]", work.usage(), "{\"found\":\"[a token of GitHub]\"}"));
        assertThat(row().result()).contains("[a token of GitHub]").doesNotContain(token);
        assertThat(events())
                .extracting(Event::body)
                .noneMatch(body -> body.contains(token) || body.contains("MIIEow"))
                .anyMatch(body -> body.contains("I found [a token of GitHub]"));
    }

    private Scribe scribe() {
        Invocations invocations = workshop.get(Invocations.class);
        Ask asked = new Ask("input", null, Instant.EPOCH);
        Entry.Held held = (Entry.Held) invocations.begin(workshop.tenant(), TestingWorkshop.RUN, "fix/1", asked);
        return new Scribe(workshop.get(Events.class), invocations, held.hold());
    }

    /// Carries every agent out in the same way.
    private record Anyone(Doing doing) implements AgentRuntime {

        interface Doing {
            Answer carryOut(Job job, Desk desk) throws IOException;
        }

        @Override
        public String name() {
            return "anyone";
        }

        @Override
        public boolean goesOnFromAnyTree() {
            return true;
        }

        @Override
        public Answer carryOut(Job job, Desk desk) throws IOException {
            return doing.carryOut(job, desk);
        }
    }

    private Work work(Anyone.Doing doing) throws IOException {
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        Assignment assignment = new Assignment(
                "fix/1",
                new AgentChoice("anyone", "one"),
                workshop.opened(origin),
                new Brief("A bug", "", "Mend it.", List.of(), List.of(), null),
                Duration.ofMinutes(2));
        workshop.temporal()
                .registerActivitiesImplementations(new AgentActivities(
                        workshop.get(Chronicle.class),
                        workshop.get(Sandboxes.class),
                        List.of(new Anyone(doing)),
                        workshop.get(Invocations.class),
                        workshop.get(Sessions.class)));
        return workshop.temporal().newActivityStub(Agents.class).work(workshop.moment("fix"), assignment);
    }

    private Invocation row() {
        return workshop.get(Invocations.class)
                .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                .orElseThrow();
    }

    private List<Event> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1_000_000);
    }
}
