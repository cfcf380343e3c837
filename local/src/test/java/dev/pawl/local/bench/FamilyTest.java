package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.process.ProcessIdentity;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class FamilyTest {

    private final ProcessBuilder builder = new ProcessBuilder("sh", "-c", "setsid sleep 600 & echo ready; wait");
    private List<ProcessIdentity> started = List.of();

    @AfterEach
    void endAll() {
        started.forEach(process -> ProcessHandle.of(process.pid()).ifPresent(ProcessHandle::destroyForcibly));
    }

    @Test
    void knowsAnAgentAndItsProgramsByTheirEnvironment() throws Exception {
        // Other tests of this machine have a bugfix-1, too.
        String run = "bugfix-" + UUID.randomUUID();
        builder.environment().put("PAWL_RUN", run);
        builder.environment().put("PAWL_STEP", "fix/1");

        Family family = grownUp();

        assertThat(family.members()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(family.agents()).containsExactly(new AtWork(run, "fix/1"));
        assertThat(Thunder.leftOf(List.of(run))).hasSize(family.members().size());
        assertThat(Thunder.leftOf(List.of(run + "-2"))).isEmpty();
    }

    @Test
    void takesNoProgramForAnAgentThatIsNoStepOfARun() throws Exception {
        builder.environment().put("PAWL_RUN", "bugfix-1");

        assertThat(grownUp().agents()).isEmpty();
    }

    @Test
    void findsWhatOutlivesItsParent() throws Exception {
        Family family = grownUp();
        ProcessIdentity shell = family.members().getFirst();
        ProcessHandle handle = ProcessHandle.of(shell.pid()).orElseThrow();
        assertThat(handle.destroyForcibly()).isTrue();
        handle.onExit().get();

        assertThat(family.alive()).isNotEmpty().doesNotContain(shell);
    }

    /// The shell is there once it has spoken, and so is what it has started.
    private Family grownUp() throws Exception {
        Process shell = builder.start();
        assertThat(shell.inputReader().readLine()).isEqualTo("ready");
        ProcessIdentity leader = ProcessIdentity.of(shell.pid()).orElseThrow();
        Family family = Family.of(ProcessIdentity.own());
        List<ProcessIdentity> its = family.members().stream()
                .filter(member ->
                        member.equals(leader) || Family.of(leader).members().contains(member))
                .toList();
        started = its;
        return new Family(its);
    }
}
