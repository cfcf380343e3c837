package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Json;
import dev.pawl.local.process.Proc;
import dev.pawl.local.status.Inspection;
import dev.pawl.local.status.PartStatus;
import dev.pawl.local.status.StatusReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A house as a person has it: commands in processes of their own, one home, one checkout.
final class HouseProcess implements AutoCloseable {

    static final String[] FREE_PORTS = {"--gateway-port=auto", "--ui-port=auto", "--temporal-port=auto"};
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CLOSED = 3;

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment = new TreeMap<>(Fixtures.environment());
    private int commands;

    HouseProcess(Path folder, Path checkout) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.home = folder.resolve("the home");
        environment.put("PAWL_HOME", home.toString());
        environment.put("PAWL_TOOLS", Fixtures.tools().toString());
        environment.put("PAWL_CHECKOUT", checkout.toString());
        environment.put("PAWL_AOT", "off");
        environment.put("PAWL_FAKE_ENDINGS", folder.resolve("endings").toString());
        environment.put("PAWL_FAKE_BROKEN", folder.resolve("broken").toString());
    }

    /// What a command said, and its exit code.
    record Said(int code, String text) {}

    Path home() {
        return home;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    HouseProcess with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// The person brings an object store: the house opens none, which saves the test a process.
    HouseProcess withForeignObjects() {
        return with("PAWL_S3_ENDPOINT", "http://127.0.0.1:9");
    }

    /// Opens the house in the background.
    Said up(String... more) {
        List<String> words = new ArrayList<>(List.of("up", "--detach"));
        words.addAll(Arrays.asList(FREE_PORTS));
        words.addAll(Arrays.asList(more));
        return run(words.toArray(String[]::new));
    }

    /// Starts a command and leaves it running.
    Process start(Path output, String... words) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms8m",
                "-Xmx48m",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.pawl.local.House"));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Runs a command to its end.
    Said run(String... words) {
        Path output = folder.resolve("said-" + commands++);
        try {
            Process process = start(output, words);
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(List.of(words) + " does not end: " + Files.readString(output));
            }
            return new Said(process.exitValue(), Files.readString(output));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /// What `status --json` says.
    JsonNode statusAsJson() {
        try {
            return Json.MAPPER.readTree(run("status", "--json").text());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The same, without another process.
    StatusReport status() {
        return new Inspection(new Home(home, Fixtures.tools())).report();
    }

    /// The process of a part, or -1.
    long pid(String part) {
        return pids().getOrDefault(part, -1L);
    }

    /// The processes of all parts.
    Map<String, Long> pids() {
        Map<String, Long> pids = new TreeMap<>();
        for (PartStatus part : status().parts()) {
            Long pid = part.pid();
            pids.put(part.name(), pid == null ? -1 : pid);
        }
        return pids;
    }

    /// The launcher's process.
    long launcher() {
        Long pid = status().launcherPid();
        assertThat(pid).isNotNull();
        return pid == null ? -1 : pid;
    }

    /// An address that people use.
    String address(String name) {
        return status().addresses().getOrDefault(name, "");
    }

    /// Every process that carries this house's mark, or whose command names its home.
    List<Long> processes() {
        return Proc.all().stream()
                .filter(pid -> pid != ProcessHandle.current().pid())
                .filter(pid -> Proc.startTime(pid).isPresent())
                .filter(pid -> Proc.environment(pid).contains("HOUSE_OF_PAWL=" + home)
                        || Proc.workingFolder(pid)
                                .filter(home.resolve("database")::equals)
                                .isPresent())
                .toList();
    }

    /// Waits for something that is about to be so.
    static void await(String what, BooleanSupplier isSo) {
        await(what, PATIENCE, isSo);
    }

    static void await(String what, Duration patience, BooleanSupplier isSo) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!isSo.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(deadline);
            try {
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    @Override
    public void close() {
        if (status().exitCode() != CLOSED) {
            run("down");
        }
        assertThat(processes()).isEmpty();
    }
}
