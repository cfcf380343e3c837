package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.process.TestingDaemon;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.gate.Finding;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every runtime owes that starts a program: whatever that does, its worker takes no harm and gives nothing away.
abstract class ProgramRuntimeConformance extends AgentRuntimeConformance {

    /// What a program of a shell finds in its environment without being given it.
    private static final Set<String> OF_THE_SHELL = Set.of("PWD", "OLDPWD", "SHLVL", "_");

    /// Makes an agent whose program runs this script of a shell in the working copy, and says then that it is done.
    abstract AgentChoice program(String name, String script) throws IOException;

    /// The names of all that its programs are given in their environment.
    abstract Set<String> environment();

    @Override
    Map<String, Object> settings() {
        return Map.of("pawl.agent.silence", "PT3S");
    }

    @Test
    void takesSilenceForACrash() throws IOException {
        assertThat(crash(program("hanging", "sleep 60"))).contains("said nothing for PT3S");
    }

    @Test
    void endsOneThatTalksPastItsTime() throws IOException {
        AgentChoice busy = program("busy", "while true; do echo busy; sleep 0.1; done");

        Work work = agency.work(agency.assignment("fix/1", busy, Duration.ofSeconds(1)));

        assertThat(((Work.Crashed) work).reason()).contains("longer than PT1S");
    }

    @Test
    void bearsAGigabyteOnAWorkerOfHalfOfThat() throws IOException {
        AgentChoice flood = program("flood", "head -c 1073741824 /dev/zero | tr '\\0' x");

        assertThat(crash(flood)).contains("more than 256 MiB");
    }

    @Test
    void refusesWhatNoTreeMayHold() throws IOException {
        assertThat(agency.work("fix/1", program("nester", "git init -q inner")))
                .isInstanceOfSatisfying(
                        Work.Unkeepable.class,
                        left -> assertThat(left.findings())
                                .extracting(Finding::rule)
                                .containsExactly("nested-repository"));
    }

    @Test
    void givesAProgramNothingButWhatItNeeds() throws IOException {
        AgentChoice curious =
                program("curious", "env | sed -n 's/^\\([A-Za-z0-9_]*\\)=.*/\\1/p' > a.txt; echo $HOME > home");

        Work work = agency.work("fix/1", curious);

        List<String> found = agency.content(work, "a.txt")
                .lines()
                .filter(name -> !OF_THE_SHELL.contains(name))
                .toList();
        assertThat(found).containsExactlyInAnyOrderElementsOf(environment());
        assertThat(agency.content(work, "home"))
                .startsWith(folder.resolve("station").toString());
    }

    @Test
    void givesAProgramWhatItsRepositoryMadeReady() throws IOException {
        agency.hold(".pawl/environment.yaml", """
                version: 1
                setup: umask 077; echo ready > $PAWL_CACHE/dep
                links: {dep: dep}
                environment: {DEP: $PAWL_CACHE/dep}
                """);

        Work work = agency.work("fix/1", program("reader", "cat dep \"$DEP\" > a.txt"));

        assertThat(agency.content(work, "a.txt")).isEqualTo("ready\nready\n");
        assertThat(((Work.Done) work).files())
                .as("the link is no part of the work")
                .isOne();
    }

    @Test
    void takesATreeThatCannotBeMadeReadyForACrash() throws IOException {
        agency.hold(".pawl/environment.yaml", "version: 1\nsetup: echo no such package; exit 3\n");

        assertThat(crash(program("reader", "echo two > a.txt"))).contains("could not be made ready", "no such package");
    }

    @Test
    void endsAllThatAnAgentStartedWhenItIsCancelled() throws IOException {
        AgentChoice daemon = program("daemon", TestingDaemon.script(6100) + "sleep 60");
        agency.cancelWhen(() -> TestingDaemon.isRunning(6100));

        assertThatThrownBy(() -> agency.work("fix/1", daemon)).hasStackTraceContaining("Cancel");

        assertThat(TestingDaemon.count(6100)).isZero();
    }

    @Test
    void endsAllThatAnAgentStartedWhenItsWorkerShutsDown() throws Exception {
        AgentChoice daemon = program(
                "daemon",
                "if [ -e begun ]; then echo two > a.txt; else touch begun; %s; fi"
                        .formatted(TestingDaemon.script(6101) + "while true; do echo at work; sleep 0.2; done"));

        Work work = agency.handedOverWhen(() -> TestingDaemon.isRunning(6101), agency.assignment("fix/1", daemon));

        assertThat(TestingDaemon.count(6101)).isZero();
        assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
    }

    private String crash(AgentChoice agent) {
        return ((Work.Crashed) agency.work("fix/1", agent)).reason();
    }
}
