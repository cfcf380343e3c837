package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.install.ClaudeCode;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.program.Jvm;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Measures what the sandbox costs an invocation.
@Command(
        name = "sandbox",
        description = "Runs the same short command in bubblewrap and bare, by turns, as a worker does it, and says what"
                + " the sandbox costs. Needs no house.",
        mixinStandardHelpOptions = true)
public final class SandboxCommand implements Callable<Integer> {

    private static final String PROGRAM = "dev.pawl.activities.sandbox.Toll";
    private static final String SHUT_IN = "bubblewrap";
    private static final String BARE = "none";

    @Option(
            names = "--times",
            paramLabel = "NUMBER",
            defaultValue = "50",
            description = "How often each way (1 to 1000, default: ${DEFAULT-VALUE}).")
    private int times = 50;

    @Override
    public Integer call() throws InterruptedException {
        Numbers.require("--times", times, 1, 1000);
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        Figures figures = new Figures();
        List<String> words = new ArrayList<>();
        for (Map.Entry<String, List<String>> one : commands().entrySet()) {
            log.say("Measuring %s, %d times each way ...".formatted(one.getKey(), times));
            words.add(measure(one.getKey(), one.getValue(), figures));
        }
        log.say("");
        log.say(Machine.here().sentence());
        log.say("");
        FiguresTable.lines(figures.all()).forEach(log::say);
        log.say("");
        words.forEach(log::say);
        return 0;
    }

    /// What does nothing shows what the sandbox costs; the real agent, how much that is of the least that one does.
    private static Map<String, List<String>> commands() {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put("true", List.of("/bin/true"));
        ClaudeCode.find(Home.of(System.getenv()).tools())
                .ifPresent(claude -> commands.put("claude --version", List.of(claude.toString(), "--version")));
        return commands;
    }

    private String measure(String name, List<String> command, Figures figures) throws InterruptedException {
        Figures its = new Figures();
        for (String line : said(command).lines().toList()) {
            int gap = line.indexOf(' ');
            double millis = Double.parseDouble(line.substring(gap + 1));
            its.add(line.substring(0, gap), "ms", millis);
            figures.add(name + ": " + line.substring(0, gap), "ms", millis);
        }
        double shutIn = median(its, SHUT_IN);
        double bare = median(its, BARE);
        return "The sandbox costs '%s' %.1f ms in the middle: %.1f ms for %.1f ms, %.1f times as long."
                .formatted(name, shutIn - bare, shutIn, bare, shutIn / bare);
    }

    private static double median(Figures figures, String level) {
        return figures.all().stream()
                .filter(figure -> figure.what().equals(level))
                .findFirst()
                .orElseThrow(() -> new HouseException("Nothing was measured with the level " + level + "."))
                .median();
    }

    private String said(List<String> command) throws InterruptedException {
        Path folder = temporary();
        try {
            List<String> program = new ArrayList<>(List.of(
                    "-cp",
                    Checkout.of(System.getenv()).workerJar().toString(),
                    PROGRAM,
                    folder.toString(),
                    Integer.toString(times)));
            program.addAll(command);
            ProcessBuilder builder =
                    new ProcessBuilder(new Jvm("48m", "192m", program).command()).redirectError(Redirect.INHERIT);
            builder.environment().clear();
            builder.environment().putAll(Allowed.of(System.getenv()));
            // As the workers of a house.
            builder.environment().put("LC_ALL", "C.UTF-8");
            Process process = builder.start();
            try (InputStream said = process.getInputStream()) {
                String text = new String(said.readAllBytes(), StandardCharsets.UTF_8);
                if (process.waitFor() != 0) {
                    throw new HouseException("The command cannot be run in the sandbox; see above.");
                }
                return text;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            Folders.delete(folder);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("pawl-sandbox-").toRealPath();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
