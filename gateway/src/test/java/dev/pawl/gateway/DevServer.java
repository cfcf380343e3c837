package dev.pawl.gateway;

import dev.pawl.workflows.Attributes;
import io.temporal.common.SearchAttributeKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/// The Temporal that a house on one machine has: it tells more than the one that tests keep in memory.
public final class DevServer implements AutoCloseable {

    private final Process process;

    private DevServer(Process process) {
        this.process = process;
    }

    public static DevServer on(int port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binary().toString(),
                "server",
                "start-dev",
                "--headless",
                "--disable-config-env",
                "--disable-config-file",
                "--ip=127.0.0.1",
                "--port=" + port,
                "--log-level=never"));
        for (SearchAttributeKey<String> attribute : List.of(
                Attributes.TENANT, Attributes.KIND, Attributes.STATE, Attributes.STAGE, Attributes.REPOSITORY)) {
            command.add("--search-attribute=" + attribute.getName() + "=Keyword");
        }
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        DevServer server = new DevServer(process);
        while (process.isAlive() && !listens(port)) {
            Thread.sleep(50);
        }
        if (!process.isAlive()) {
            throw new AssertionError("Temporal ended with " + process.exitValue());
        }
        return server;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path binary() {
        String told = System.getenv("PAWL_TOOLS");
        Path tools = told == null || told.isBlank()
                ? Path.of(System.getProperty("user.home"), ".pawl", "tools")
                : Path.of(told);
        try (Stream<Path> found = Files.exists(tools) ? Files.walk(tools, 2) : Stream.empty()) {
            return found.filter(
                            path -> path.endsWith("temporal") && Files.isRegularFile(path) && Files.isExecutable(path))
                    .findFirst()
                    .orElseThrow(() -> {
                        String sentence = "NOT RUN: there is no Temporal in " + tools
                                + "; ./pawl test brings it, or set PAWL_TOOLS.";
                        System.err.println(sentence);
                        return new TestAbortedException(sentence);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
