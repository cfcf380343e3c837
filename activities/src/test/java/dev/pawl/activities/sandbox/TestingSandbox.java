package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output.Stream;
import dev.pawl.activities.process.Processes;
import dev.pawl.activities.station.Station;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A worker's sandboxes on this machine, and scripts that are run in them, each in a folder of its own.
final class TestingSandbox implements AutoCloseable {

    private final ApplicationContext worker;

    /// What a script said and how it ended.
    record Said(Ended ended, String out, String err) {}

    private TestingSandbox(Map<String, Object> settings) {
        worker = ApplicationContext.run(settings);
        worker.getBean(Station.class);
    }

    static TestingSandbox in(Path folder, Object... more) {
        Map<String, Object> settings = new HashMap<>(
                Map.of("pawl.station.folder", folder.resolve("station").toString()));
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return new TestingSandbox(settings);
    }

    <T> T get(Class<T> type) {
        return worker.getBean(type);
    }

    Sandbox bubblewrap() {
        return get(Bubblewrap.class);
    }

    /// The control: nothing around the program.
    Sandbox bare() {
        return new Bare(get(Processes.class));
    }

    Path folder() throws IOException {
        return Files.createDirectories(get(Station.class).scratch().resolve("tree"));
    }

    Said run(Sandbox sandbox, String script) throws IOException, InterruptedException {
        return run(sandbox, script, view(folder()));
    }

    static View view(Path... writable) {
        return new View(List.of(writable), List.of(), List.of(), null);
    }

    /// In the first folder that may be changed.
    static Said run(Sandbox sandbox, String script, View view) throws IOException, InterruptedException {
        return run(sandbox, command(view.writable().getFirst(), script, Map.of()), view);
    }

    static Command command(Path folder, String script, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(Map.of("PATH", "/usr/bin:/bin"));
        environment.putAll(more);
        return new Command(
                List.of("bash", "-c", script),
                folder,
                environment,
                "",
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                1 << 20);
    }

    static Said run(Sandbox sandbox, Command command, View view) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Ended ended = sandbox.run(
                command, view, (stream, bytes, length) -> (stream == Stream.OUT ? out : err).write(bytes, 0, length));
        return new Said(
                ended,
                out.toString(StandardCharsets.UTF_8).strip(),
                err.toString(StandardCharsets.UTF_8).strip());
    }

    @Override
    public void close() {
        worker.close();
    }
}
