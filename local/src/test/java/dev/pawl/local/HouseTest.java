package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseProcess.Said;
import dev.pawl.local.process.Proc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The launcher as a person meets it: real servers, and small fakes in the places of the worker and the gateway.
final class HouseTest {

    private static final List<String> PARTS = List.of("database", "gateway", "objects", "temporal", "worker-1");

    @TempDir
    static Path folder;

    private static Path checkout = Path.of("/");

    @BeforeAll
    static void makeCheckout() throws IOException {
        checkout = FakeCheckout.in(folder.resolve("the checkout"));
    }

    @Test
    void opensAllPartsFollowsTheirLogsAndClosesThemInOrderOnCtrlC() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("order"), checkout)) {
            Path output = house.file("output");
            Process launcher = house.start(output, upWithFreePorts("--workers=2"));
            HouseProcess.await("the house is open", () -> text(output).contains("Close it with Ctrl-C or PAWL_HOME="));
            assertThat(house.pids()).containsKeys("worker-1", "worker-2");
            Files.writeString(
                    house.home().resolve("logs/gateway.log"), "hello\n", java.nio.file.StandardOpenOption.APPEND);
            HouseProcess.await("the gateway's line", () -> text(output).contains("gateway   | hello"));

            new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid()))
                    .start()
                    .waitFor();

            assertThat(launcher.waitFor()).as(text(output)).isZero();
            assertThat(text(house.file("endings"))).isEqualTo("gateway\nworker\nworker\n");
            assertThat(text(output))
                    .containsSubsequence(
                            "Closing the house (INT)",
                            "gateway closed",
                            "worker-",
                            "temporal closed",
                            "objects closed",
                            "database closed",
                            "The house is closed.");
            assertThat(house.processes()).isEmpty();
            assertThat(house.status().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void closesItselfWhenItsFolderIsDeleted() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("deleted"), checkout).withForeignObjects()) {
            Path output = house.file("output");
            Process launcher = house.start(output, upWithFreePorts());
            HouseProcess.await("the house is open", () -> text(output).contains("Close it with Ctrl-C"));

            Files.move(house.home(), folder.resolve("moved away"));

            assertThat(launcher.waitFor()).as(text(output)).isZero();
            assertThat(text(output)).contains("was deleted or replaced", "The house is closed.");
            assertThat(house.processes()).isEmpty();
        }
    }

    @Test
    void closesItselfWhenItsFolderIsDeletedWhileItGreets() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("greets"), checkout).withForeignObjects()) {
            Path output = house.file("output");
            Process launcher = house.start(output, upWithFreePorts());
            awaitTheGreeting(house, launcher);

            Files.move(house.home(), folder.resolve("moved while it greets"));

            assertThat(launcher.waitFor()).as(text(output)).isZero();
            assertThat(text(output)).contains("was deleted or replaced", "The house is closed.");
            assertThat(house.processes()).isEmpty();
        }
    }

    @Test
    void closesAsItIsAskedToWhileItGreets() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("asked"), checkout).withForeignObjects()) {
            Path output = house.file("output");
            Process launcher = house.start(output, upWithFreePorts());
            awaitTheGreeting(house, launcher);

            new ProcessBuilder("kill", "-INT", Long.toString(launcher.pid()))
                    .start()
                    .waitFor();

            assertThat(launcher.waitFor()).as(text(output)).isZero();
            assertThat(text(output)).contains("Closing the house (INT)", "The house is closed.");
        }
    }

    @Test
    void saysWhatIsWrongWithAHomeThatIsNone() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("no home"), checkout)) {
            Path file = Files.writeString(house.file("a file"), "");
            assertThat(house.with("PAWL_HOME", file.toString()).run("status").text())
                    .contains("which is no folder. Set it to a folder of your own.")
                    .doesNotContain("at dev.pawl");
        }
    }

    @Test
    void tellsStatusAsJson() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("json"), checkout)) {
            assertThat(house.up().text()).contains("The database is at version 1.", "The house is open");

            JsonNode status = house.statusAsJson();
            assertThat(status.path("state").asText()).isEqualTo("open");
            assertThat(status.path("home").asText()).isEqualTo(house.home().toString());
            assertThat(status.path("javaMemoryBytes").asLong()).isBetween(50_000_000L, 700_000_000L);
            assertThat(status.path("addresses").path("gateway").asText()).startsWith("http://127.0.0.1:");
            assertThat(status.path("parts"))
                    .extracting(part -> part.path("name").asText())
                    .containsExactlyElementsOf(PARTS);
            assertThat(status.path("parts")).allSatisfy(part -> {
                assertThat(part.path("state").asText()).isEqualTo("ready");
                assertThat(part.path("health").asText()).isEqualTo("up");
                assertThat(part.path("pid").asLong()).isPositive();
                assertThat(part.path("memoryBytes").asLong()).isPositive();
                assertThat(part.path("restarts").asInt()).isZero();
            });

            Files.writeString(house.file("broken"), "");
            Said broken = house.run("status");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.text()).contains("down: database: it is on holiday");
            assertThat(house.home().resolve("gateway")).exists();
            assertThat(house.run("down").text()).contains("is closed. Ended: " + String.join(", ", PARTS) + ".");
            assertThat(house.home().resolve("gateway")).doesNotExist();
            assertThat(house.run("down").text()).contains("was not open");
        }
    }

    @Test
    void endsWhatAKilledLauncherLeftAndGoesOn() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("killed"), checkout)) {
            house.up();
            Map<String, Long> before = house.pids();
            kill(house.launcher());

            Said left = house.run("status");
            assertThat(left.code()).isEqualTo(1);
            assertThat(left.text()).contains("its launcher was killed, and the parts below still run");

            Said again = house.up();
            assertThat(again.code()).isZero();
            assertThat(again.text())
                    .contains("Ended what an earlier launcher left running: " + String.join(", ", PARTS));
            assertThat(house.status().exitCode()).isZero();
            assertThat(before.values()).noneMatch(pid -> Proc.startTime(pid).isPresent());

            kill(house.launcher());
            assertThat(house.run("down").text()).contains("Ended: " + String.join(", ", PARTS));
            assertThat(house.processes()).isEmpty();
        }
    }

    @Test
    void startsEachPartAgainThatDies() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("restart"), checkout)) {
            house.up();
            Map<String, Long> before = house.pids();

            before.values().forEach(HouseTest::kill);

            HouseProcess.await(
                    "all are well again",
                    () -> house.pids().entrySet().stream()
                                    .noneMatch(part -> part.getValue().equals(before.get(part.getKey())))
                            && house.status().exitCode() == 0);
            assertThat(house.status().parts())
                    .allSatisfy(part -> assertThat(part.restarts()).isPositive());
            assertThat(text(house.home().resolve("logs/house.log")))
                    .contains("worker-1 ended: killed (signal 9). It starts again in 0.5 s; its log: "
                            + house.home().resolve("logs/worker-1.log"))
                    .contains("database is ready again");
        }
    }

    @Test
    void standsBesideAnotherHouseAndRefusesASecondLauncher() throws Exception {
        try (HouseProcess one = new HouseProcess(folder.resolve("one"), checkout).withForeignObjects();
                HouseProcess other = new HouseProcess(folder.resolve("other"), checkout).withForeignObjects()) {
            assertThat(one.up().code()).isZero();
            String ui = one.address("Temporal Web UI");
            assertThat(other.up().code()).isZero();
            assertThat(one.status().exitCode()).isZero();
            assertThat(other.status().exitCode()).isZero();

            Said second = one.up();
            assertThat(second.code()).isEqualTo(1);
            assertThat(second.text())
                    .contains("is already open (process " + one.launcher())
                    .contains("Close it with ./pawl down");

            other.run("down");
            String gateway = one.address("gateway");
            String port = gateway.substring(gateway.lastIndexOf(':') + 1);
            Said taken = other.run("up", "--detach", "--gateway-port=" + port);
            assertThat(taken.code()).isEqualTo(1);
            assertThat(taken.text())
                    .contains("Port " + port + " is taken by process " + one.pid("gateway"))
                    .contains("--gateway-port=auto");

            one.run("down");
            assertThat(one.run("up", "--detach").code()).isZero();
            assertThat(one.address("Temporal Web UI"))
                    .as("an automatic port stays the same")
                    .isEqualTo(ui);
        }
    }

    /// A launcher that went into the background must not go there again.
    @Test
    void goesIntoTheBackgroundOnceHoweverThatIsSaid() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("once"), checkout);
                ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = house.run("up", "--detach=true", "--gateway-port=" + taken.getLocalPort());

            assertThat(said.code()).isEqualTo(1);
            assertThat(said.text()).contains("Port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void saysWhyAProgramDoesNotStartAndLeavesNothingBehind() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("refusal"), checkout)
                .withForeignObjects()
                .with("PAWL_FAKE_REFUSAL", "The setting pawl.fake is unknown.")) {
            Said refused = house.up();

            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.text())
                    .contains("ended: exit code 7. The end of its log")
                    .contains("  The setting pawl.fake is unknown.");
            assertThat(house.processes()).isEmpty();
            assertThat(house.status().exitCode()).isEqualTo(3);
        }
    }

    @Test
    void warnsLoudlyWhenTemporalForgets() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("memory"), checkout)
                .withForeignObjects()
                .with("PAWL_TOOLS", toolsWithoutTemporal().toString())) {
            Said open = house.up();

            assertThat(open.code()).isZero();
            assertThat(open.text())
                    .contains("WARNING: Temporal runs in memory")
                    .doesNotContain("Temporal Web UI  http");
            Said status = house.run("status");
            assertThat(status.code()).isZero();
            assertThat(status.text()).contains("WARNING: Temporal runs in memory");
            assertThat(Proc.environment(house.pid("worker-1"))).contains("PAWL_TEMPORAL_STICKY_TIMEOUT=PT0S");
        }
    }

    @Test
    void trainsCachesInTheBackgroundAndUsesThemTheNextTime() throws Exception {
        try (HouseProcess house = new HouseProcess(folder.resolve("cache"), checkout)
                .withForeignObjects()
                .with("PAWL_AOT", "on")) {
            house.up();
            Path log = house.home().resolve("logs/house.log");
            // All other work of the machine goes first.
            HouseProcess.await(
                    "the caches are made",
                    Duration.ofSeconds(150),
                    () -> text(log).contains("Start-up caches are made (3 of 3)"));
            kill(house.pid("worker-1"));
            HouseProcess.await("a worker that starts again uses its cache", () -> usesItsCache(house, "worker-1"));
            house.run("down");

            house.up();
            assertThat(usesItsCache(house, "worker-1")).isTrue();
            assertThat(usesItsCache(house, "gateway")).isTrue();
            assertThat(text(house.home().resolve("logs/worker-1.log"))).isEqualTo("INFO the worker serves\n");
            assertThat(text(house.file("endings"))).contains("worker\n");
        }
    }

    /// What is written last before the welcome is there.
    private static void awaitTheGreeting(HouseProcess house, Process launcher) throws InterruptedException {
        while (launcher.isAlive() && !Files.exists(house.home().resolve("gateway"))) {
            Thread.sleep(1);
        }
    }

    private static boolean usesItsCache(HouseProcess house, String part) {
        return Proc.commandLine(house.pid(part)).stream().anyMatch(word -> word.startsWith("-XX:AOTCache="));
    }

    private static String[] upWithFreePorts(String... more) {
        List<String> words = new ArrayList<>(List.of("up"));
        words.addAll(List.of(HouseProcess.FREE_PORTS));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    /// The shared PostgreSQL, but no Temporal.
    private static Path toolsWithoutTemporal() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path shared =
                dev.pawl.local.postgres.PostgresBinaries.in(Fixtures.tools()).folder();
        return Files.createSymbolicLink(tools.resolve(shared.getFileName()), shared)
                .resolveSibling("")
                .normalize();
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        HouseProcess.await(
                "process " + pid + " is dead", () -> Proc.startTime(pid).isEmpty());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
