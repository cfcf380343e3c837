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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
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
                temporary.resolve("home").toString());
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void showsTheSameFixWithEveryPartKilledMeanwhile() throws Exception {
        Path output = temporary.resolve("output");

        int code = demo(output, "demo");
        String said = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(code).as(said).isZero();
        assertThat(said)
                .contains("+            shares[i] = cents / people + (i < cents % people ? 1 : 0);")
                .contains("fails on the base, and passes on the work.")
                .contains("The agent is a recording")
                .contains("The house stays open.");
        String tree = tree(said);

        int codeOfKilling = demo(output, "demo", "--kill", "--down");
        String saidOfKilling = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(codeOfKilling).as(saidOfKilling).isZero();
        for (String part : List.of("worker-1", "gateway", "database", "temporal")) {
            assertThat(saidOfKilling)
                    .containsPattern("======== " + part + ", process \\d+, is killed with SIGKILL")
                    .contains("The house has started the next " + part + " by itself");
        }
        assertThat(tree(saidOfKilling)).isEqualTo(tree);
        assertThat(saidOfKilling).endsWith("The house is closed.\n");
    }

    @AfterEach
    void closeWhatWasLeftOpen() throws IOException, InterruptedException {
        demo(temporary.resolve("down"), "down");
    }

    private static String tree(String said) {
        Matcher tree = Pattern.compile("tree ([0-9a-f]{40}):").matcher(said);
        assertThat(tree.find()).as(said).isTrue();
        return tree.group(1);
    }

    private int demo(Path output, String... words) throws IOException, InterruptedException {
        List<String> program = new ArrayList<>(List.of(
                "-Djava.io.tmpdir=" + temporary, "-cp", System.getProperty("java.class.path"), "dev.pawl.local.House"));
        program.addAll(List.of(words));
        List<String> command = new ArrayList<>(new Jvm("16m", "64m", program).command());
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
