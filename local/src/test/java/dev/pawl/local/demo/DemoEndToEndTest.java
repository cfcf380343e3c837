package dev.pawl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.program.Jvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// The demo as a person runs it, on the real programs. It is not run where they are not built.
class DemoEndToEndTest {

    @TempDir
    Path temporary;

    private Map<String, String> environment = Map.of();

    @BeforeEach
    void findTheRealThing() throws IOException {
        Path checkout = Path.of("..").toAbsolutePath().normalize();
        Path tools = tools();
        Checkout built = new Checkout(checkout);
        if (!isTemporalIn(tools)) {
            throw notRun("there is no Temporal in " + tools + "; ./pawl up brings it, or set PAWL_TOOLS");
        }
        for (String jar : List.of("worker", "gateway")) {
            if (!Files.isDirectory(checkout.resolve(jar).resolve("target/lib"))) {
                throw notRun("the " + jar + " is not built; build the whole checkout");
            }
        }
        environment = Map.of(
                "PAWL_CHECKOUT",
                built.root().toString(),
                "PAWL_TOOLS",
                tools.toString(),
                "PAWL_HOME",
                temporary.resolve("home").toString(),
                "PAWL_DATABASE_URL",
                "jdbc:postgresql://127.0.0.1:1/of-somebody-else");
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void showsARunThatOutlivesItsWorkerAndLeavesNothing() throws Exception {
        Path output = temporary.resolve("output");

        int code = demo(output);

        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        assertThat(said)
                .contains("is killed with SIGKILL")
                .contains("The house has started the next worker by itself")
                .contains("The run ended: sound.")
                .contains("All 8 rounds are there, in each of the pools agents, control, gates and work.")
                .contains("no gap, and no number twice")
                .endsWith("The house is closed, and its folder is removed.\n");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactly("output");
        }
    }

    private int demo(Path output) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(new Jvm(
                        "16m",
                        "64m",
                        List.of(
                                "-Djava.io.tmpdir=" + temporary,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "dev.pawl.local.House",
                                "demo"))
                .command());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process demo = builder.start();
        try {
            return demo.waitFor();
        } finally {
            end(demo);
        }
    }

    /// A time-out of the test closes the house, as Ctrl-C does.
    private static void end(Process demo) throws InterruptedException {
        demo.destroy();
        if (!demo.waitFor(1, TimeUnit.MINUTES)) {
            demo.destroyForcibly();
        }
    }

    private static Path tools() {
        return Home.of(Map.of("PAWL_TOOLS", System.getenv().getOrDefault("PAWL_TOOLS", "")))
                .tools();
    }

    private static boolean isTemporalIn(Path tools) throws IOException {
        if (!Files.isDirectory(tools)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(tools)) {
            return folders.anyMatch(folder -> Files.isExecutable(folder.resolve("temporal")));
        }
    }

    private static TestAbortedException notRun(String why) {
        String sentence = "NOT RUN: the demo from end to end, because " + why + ".";
        System.err.println(sentence);
        return new TestAbortedException(sentence);
    }
}
