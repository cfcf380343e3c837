package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.process.Output.Stream;
import dev.pawl.activities.station.Station;
import dev.pawl.workflows.port.sandbox.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProofTest {

    @TempDir
    private Path folder;

    private TestingSandbox worker;

    @BeforeEach
    void open() {
        worker = TestingSandbox.in(folder);
    }

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void holdsOnThisMachine() throws Exception {
        assertThat(worker.get(Proof.class).complaint()).isEmpty();
    }

    @Test
    void findsThatNoSandboxIsNone() throws Exception {
        assertThat(proof(worker.bare()))
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .isEqualTo("bubblewrap does not hold on this machine: programs in it run as root."));
    }

    /// All holds but one thing.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            who=.*         | who=0                     | run as root
            rights=.*      | rights=000001ffffffffff   | rights of root
            filter=.*      | filter=0                  | filter is not in force
            interfaces=.*  | interfaces=lo eth0        | have a network
            /=.*           | /=                        | the system's files
            line=.*        | line=                     | what the worker knows
            folder=.*      | folder=                   | their own folder
            environment=.* | environment=PATH HOME     | what the worker knows
            kernel=.*      | kernel=open               | the kernel's settings
            host=.*        | host=seen                 | see the worker's files
            /usr=.*        | /usr=rw                   | the system's files
            namespaces=.*  | namespaces=allowed        | make user namespaces
            done=yes       | done=                     | did not come to its end
            """)
    void findsTheOneThingThatDoesNotHold(String line, String instead, String sentence) throws Exception {
        Sandbox nearly = new Nearly(worker.bubblewrap(), line, instead);

        assertThat(proof(nearly))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains(sentence));
    }

    @Test
    void findsThatASecretOfTheWorkerLiesWhereProgramsRead() throws Exception {
        String seen = "/usr/bin/env";
        Path unseen = Files.writeString(folder.resolve("keys"), "current=a\n");

        assertThat(proof(worker.bubblewrap(), Map.of("PAWL_KEYS_FILE", unseen.toString())))
                .isEmpty();
        assertThat(proof(worker.bubblewrap(), Map.of("PAWL_ORIGIN_TRUSTED", seen)))
                .isEmpty();
        for (String name : List.of(
                "PAWL_KEYS_FILE",
                "PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_FILE",
                "PAWL_ORIGIN_CREDENTIALS",
                "PAWL_CLAUDE_CODE_SERVERS")) {
            assertThat(proof(worker.bubblewrap(), Map.of(name, seen)))
                    .hasValueSatisfying(complaint -> assertThat(complaint)
                            .endsWith("programs in it can read /usr/bin/env, where the worker's settings say that a"
                                    + " secret lies; put it elsewhere."));
        }
    }

    @Test
    void findsASharedNamespace() throws Exception {
        String own = Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();

        assertThat(proof(new Nearly(worker.bubblewrap(), "net=.*", "net=" + own)))
                .hasValueSatisfying(complaint -> assertThat(complaint).contains("share the net namespace"));
    }

    @Test
    void saysWhatIsToBeDoneWhereNamespacesAreRefused() {
        assertThat(Proof.reason("The sandbox could not be made: bwrap: No permissions to create new namespace"))
                .contains("kernel.unprivileged_userns_clone=1", "user.max_user_namespaces");
    }

    private Optional<String> proof(Sandbox sandbox) throws InterruptedException {
        return proof(sandbox, Map.of());
    }

    private Optional<String> proof(Sandbox sandbox, Map<String, String> settings) throws InterruptedException {
        return new Proof(
                        sandbox, worker.get(Station.class), worker.get(Users.class), worker.get(Limits.class), settings)
                .complaint();
    }

    /// A sandbox of which one thing is told otherwise.
    private record Nearly(Sandbox sandbox, String line, String instead) implements Sandbox {

        @Override
        public Level level() {
            return sandbox.level();
        }

        @Override
        public List<String> limits() {
            return sandbox.limits();
        }

        @Override
        public Ended run(Command command, View view, Output output) throws IOException, InterruptedException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            Ended ended = sandbox.run(command, view, (stream, bytes, length) -> {
                if (stream == Stream.OUT) {
                    out.write(bytes, 0, length);
                }
            });
            byte[] told = out.toString(StandardCharsets.UTF_8)
                    .replaceAll("(?m)^" + line + "$", instead)
                    .getBytes(StandardCharsets.UTF_8);
            output.take(Stream.OUT, told, told.length);
            return ended;
        }
    }
}
