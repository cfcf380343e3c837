package dev.pawl.local.temporal;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.HouseLog;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// Builds Temporal's tool with Go from our wrapper module, which pins every version by its hash.
final class TemporalBuild {

    private static final String PACKAGE = "github.com/temporalio/cli/cmd/temporal";
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(20);

    private final Path module;
    private final Path tools;
    private final Map<String, String> environment;
    private final HouseLog log;

    TemporalBuild(Path module, Path tools, Map<String, String> environment, HouseLog log) {
        this.module = module;
        this.tools = tools;
        this.environment = environment;
        this.log = log;
    }

    /// Builds the tool into its place; says no when there is no Go here.
    boolean build(Path place) throws InterruptedException {
        Optional<Path> go = new SearchPath(environment).first("go");
        if (go.isEmpty()) {
            log.say("  There is no Go on the PATH to build it with.");
            return false;
        }
        log.say("  Building Temporal " + Versions.temporal() + " with Go: first time only, about five minutes.");
        Path draft = place.resolveSibling("temporal.build");
        Path report = tools.resolve("temporal-build.log");
        Process build = start(go.get(), draft);
        try (BufferedReader output = build.inputReader();
                BufferedWriter record = Files.newBufferedWriter(report)) {
            follow(output, record);
            if (build.waitFor() != 0) {
                log.say("  It cannot be built here; the reason is in " + report + ".");
                return false;
            }
            Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            log.say("  Temporal is built.");
            return true;
        } catch (IOException failure) {
            throw new HouseException(
                    "Temporal was not built: " + failure.getMessage() + ". See " + report + ".", failure);
        } finally {
            build.destroy();
            Folders.delete(draft);
        }
    }

    private Process start(Path go, Path draft) {
        ProcessBuilder builder = new ProcessBuilder(
                        go.toString(),
                        "build",
                        "-v",
                        "-mod=readonly",
                        "-trimpath",
                        "-ldflags",
                        "-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=" + Versions.temporal(),
                        "-o",
                        draft.toString(),
                        PACKAGE)
                .directory(module.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment().put("CGO_ENABLED", "0");
        builder.environment().put("GOWORK", "off");
        builder.environment().putIfAbsent("GOTOOLCHAIN", "auto");
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new HouseException("Go cannot be started in " + module + ": " + failure.getMessage() + ".", failure);
        }
    }

    /// One line for each package is too much for a person: they see a count now and then.
    private void follow(BufferedReader output, BufferedWriter record) throws IOException, InterruptedException {
        long told = System.nanoTime();
        int packages = 0;
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            record.write(line + "\n");
            packages++;
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            if (System.nanoTime() - told > BETWEEN_LINES.toNanos()) {
                told = System.nanoTime();
                log.say("    " + packages + " steps done, now " + line);
            }
        }
    }
}
