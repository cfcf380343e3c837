package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.sandbox.TestingSandbox.Said;
import dev.pawl.activities.station.Folders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a program in bubblewrap can see and do; and beside each, that the same program could without it.
final class BubblewrapTest extends SandboxTest {

    @Test
    void seesNoFileOfTheMachine() throws Exception {
        Path planted = Files.writeString(folder.resolve("planted"), "a secret");
        String script = "cat '%s' || echo unseen".formatted(planted);

        assertThat(worker.run(shut, script).out()).isEqualTo("unseen");
        assertThat(worker.run(bare, script).out()).isEqualTo("a secret");
    }

    @Test
    void seesNoOtherWork() throws Exception {
        Path other = Files.writeString(worker.folder().resolve("other"), "of another run");
        String script = "cat '%s' || echo unseen; ls -A '%s'/../.. | wc -l".formatted(other, other.getParent());

        assertThat(worker.run(shut, script).out()).startsWith("unseen");
        assertThat(worker.run(bare, script).out()).startsWith("of another run");
    }

    /// Also where it lies among the programs that are shown.
    @Test
    void seesNoOtherWorkWhereverTheWorkerKeepsIt() throws Exception {
        Path place = Files.createTempDirectory(Path.of("/opt"), "pawl-test");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (TestingSandbox among = TestingSandbox.in(place)) {
            Path other = Files.writeString(among.folder().resolve("other"), "of another run");
            String script = "touch here && cat '%s' || echo unseen".formatted(other);

            assertThat(among.run(among.bubblewrap(), script).out()).isEqualTo("unseen");
            assertThat(among.run(among.bare(), script).out()).isEqualTo("of another run");
        } finally {
            Folders.delete(place);
        }
    }

    @Test
    void seesNeitherTheWorkersHomeNorSockets() throws Exception {
        String script = "ls -d /root/.ssh /root /run/docker.sock /var/run /home /var /srv /sys /boot 2>/dev/null";

        assertThat(worker.run(shut, script).out()).isEmpty();
        assertThat(worker.run(bare, script).out()).contains("/var", "/sys");
    }

    @Test
    void reachesNoServerOfTheMachine() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String script = "(exec 3<>/dev/tcp/127.0.0.1/%d) 2>/dev/null && echo reached || echo unreached"
                    .formatted(server.getLocalPort());

            assertThat(worker.run(shut, script).out()).isEqualTo("unreached");
            assertThat(worker.run(bare, script).out()).isEqualTo("reached");
        }
    }

    @Test
    void changesNothingButItsFolders() throws Exception {
        String script = "touch here && echo here; for place in /usr /etc /opt / /dev; do touch $place/pawl-was-here "
                + "2>/dev/null && echo $place && rm -f $place/pawl-was-here; done; touch '%s/outside'"
                        .formatted(folder);

        assertThat(worker.run(shut, script).out()).isEqualTo("here");
        assertThat(folder.resolve("outside")).doesNotExist();
        assertThat(worker.run(bare, script).out()).contains("here", "/usr", "/etc");
        assertThat(folder.resolve("outside")).exists();
    }

    @Test
    void seesNoOtherProcess() throws Exception {
        Process neighbour = new ProcessBuilder("sleep", "6301").start();
        try {
            String script = "grep -lx 'sleep' /proc/[0-9]*/comm | wc -l";

            assertThat(worker.run(shut, script).out()).isEqualTo("0");
            assertThat(Integer.parseInt(worker.run(bare, script).out())).isPositive();
        } finally {
            neighbour.destroyForcibly();
        }
    }

    @Test
    void runsAsAUserOfItsOwn() throws Exception {
        Said said = worker.run(shut, "id -u; id -un");

        assertThat(said.out()).matches("210\\d{3}\npawl");
        assertThat(worker.run(bare, "id -u").out()).isEqualTo("0");
    }

    @Test
    void givesTwoProgramsAtOnceTwoUsers() throws Exception {
        try (Users.User first = worker.get(Users.class).take()) {
            assertThat(first.word()).matches("210\\d{3}");
            assertThat(worker.run(shut, "id -u").out()).matches("210\\d{3}").isNotEqualTo(first.word());
        }
    }

    @Test
    void isGivenItsEnvironmentAndNoOther() throws Exception {
        Path tree = worker.folder();
        Map<String, String> more = Map.of("PAWL_TOKEN", "s3cr3t");
        Said said = TestingSandbox.run(
                shut,
                TestingSandbox.command(
                        tree,
                        "env | sed 's/=.*//' | sort | tr '\\n' ' '; tr '\\0' '\\n' </proc/1/environ; tr '\\0' ' ' </proc/1/cmdline",
                        more),
                TestingSandbox.view(tree));

        assertThat(said.out()).startsWith("PATH PAWL_TOKEN PWD SHLVL _ ").doesNotContain("s3cr3t");
        assertThat(said.out()
                        .lines()
                        .filter(line -> line.matches("[A-Z_]+=.*"))
                        .map(line -> line.replaceAll("=.*", "")))
                .isSubsetOf("PATH", "PAWL_STATION", "PWD", "OLDPWD", "SHLVL", "_");
    }

    /// What a repository says of the environment is not believed by what starts the sandbox with the worker's rights.
    @Test
    void startsWithNothingOfWhatARepositorySays() throws Exception {
        Path tree = worker.folder();
        Path trap = tree.resolve("mount");
        Files.writeString(trap, "#!/bin/sh\ntouch '%s/sprung'\n".formatted(folder));
        assertThat(trap.toFile().setExecutable(true)).isTrue();
        Map<String, String> more =
                Map.of("PATH", tree + ":/usr/bin:/bin", "LD_PRELOAD", trap.toString(), "ENV", trap.toString());

        Said said = TestingSandbox.run(
                shut, TestingSandbox.command(tree, "command -v mount", more), TestingSandbox.view(tree));

        assertThat(said.out()).isEqualTo(trap.toString());
        assertThat(folder.resolve("sprung")).doesNotExist();
        TestingSandbox.run(bare, TestingSandbox.command(tree, "mount", more), TestingSandbox.view(tree));
        assertThat(folder.resolve("sprung")).exists();
    }

    @Test
    void takesNoSecondArgumentOutOfAVariable() throws Exception {
        Path tree = worker.folder();

        assertThatThrownBy(() -> TestingSandbox.run(
                        shut,
                        TestingSandbox.command(tree, "ls /root", Map.of("X", "x\0--ro-bind\0/\0/")),
                        TestingSandbox.view(tree)))
                .hasMessageContaining("NUL");
    }

    @Test
    void readsWhatItIsShownAndStandsWhereItIsTold() throws Exception {
        Path tree = worker.folder();
        Path cache = Files.createDirectories(folder.resolve("cache"));
        Files.writeString(cache.resolve("made"), "by a setup");
        Files.writeString(tree.resolve("file"), "of the tree");
        View view = new View(List.of(tree), List.of(cache), List.of(), "/workspace");

        Said said = TestingSandbox.run(
                shut, "pwd; cat file; echo; cat '%1$s/made'; echo; touch '%1$s/x' || echo no".formatted(cache), view);

        assertThat(said.out()).isEqualTo("/workspace\nof the tree\nby a setup\nno");
    }

    @Test
    void leavesTheWorkerWhatItMade() throws Exception {
        Path tree = worker.folder();

        TestingSandbox.run(shut, "umask 077; mkdir a; echo made > a/b; chmod 0 a", TestingSandbox.view(tree));

        assertThat(tree.resolve("a/b")).hasContent("made");
    }

    @Test
    void asksTheKernelForNothingThatNoBuildNeeds() throws Exception {
        String script = """
                grep -c '^Seccomp:.2' /proc/self/status
                unshare --user true 2>/dev/null && echo namespace
                unshare --mount true 2>/dev/null && echo mount
                perl -e 'exit(socket(S, 38, 5, 0) ? 0 : 1)' && echo cipher
                perl -e 'exit(socket(S, 1, 1, 0) ? 0 : 1)' && echo unix
                perl -e 'exit(socket(S, 2, 1, 0) ? 0 : 1)' && echo internet
                true
                """;

        assertThat(worker.run(shut, script).out()).isEqualTo("1\nunix\ninternet");
        assertThat(worker.run(bare, script).out()).contains("namespace", "mount", "unix");
    }

    @Test
    void runsWhatBuildsAreMadeOf() throws Exception {
        Said said = worker.run(
                shut,
                "git init -q . && git -c user.name=a -c user.email=b@c commit -q --allow-empty -m x && git log --oneline | wc -l;"
                        + " perl -e 'print 6*7, \"\\n\"'; echo 'a b' | awk '{print $2}'; getent hosts localhost | wc -l; hostname");

        assertThat(said.out()).isEqualTo("1\n42\nb\n1\npawl");
    }

    @Test
    void saysWhatAProgramSays() throws Exception {
        Said said = worker.run(shut, "echo out; echo err >&2; exit 7");

        assertThat(said.ended().exitCode()).isEqualTo(7);
        assertThat(said.out()).isEqualTo("out");
        assertThat(said.err()).isEqualTo("err");
    }

    @Test
    void saysThatThereIsNoSuchProgram() throws Exception {
        Path tree = worker.folder();

        Said said = TestingSandbox.run(
                shut,
                TestingSandbox.command(tree, "", Map.of()).withLine(List.of("/no/such/program")),
                TestingSandbox.view(tree));

        assertThat(said.ended().exitCode()).isEqualTo(127);
        assertThat(said.err()).contains("/no/such/program");
    }

    /// A sandbox that cannot be made is no failure of the program.
    @Test
    void takesASandboxThatCannotBeMadeForAFailure() throws IOException {
        Path tree = worker.folder();
        View view = new View(List.of(tree), List.of(folder.resolve("gone")), List.of(), null);

        assertThatThrownBy(() -> TestingSandbox.run(shut, "true", view))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("could not be made");
    }
}
