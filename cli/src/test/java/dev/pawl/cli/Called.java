package dev.pawl.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// The command as somebody called it: what it printed and how it exited. Its clock moves only when it sleeps, or when
/// the gateway says so.
record Called(int exit, ByteArrayOutputStream printed, String err, List<Duration> slept) {

    String out() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    static Called with(Map<String, String> environment, String... arguments) {
        return with(environment, () -> Duration.ZERO, arguments);
    }

    private static Called with(Map<String, String> environment, Supplier<Duration> passed, String... arguments) {
        List<Duration> slept = new ArrayList<>();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        Surroundings surroundings = new Surroundings(
                environment,
                () -> Instant.parse("2026-11-21T10:15:00Z").plus(slept.stream().reduce(passed.get(), Duration::plus)),
                slept::add,
                printed);
        StringWriter err = new StringWriter();
        CommandLine commandLine = Pawl.commandLine(surroundings);
        commandLine.setOut(new PrintWriter(printed, false, StandardCharsets.UTF_8));
        commandLine.setErr(new PrintWriter(err));
        int exit = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new Called(exit, printed, err.toString(), List.copyOf(slept));
    }

    static Called against(FakeGateway gateway, String... arguments) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PAWL_URL", gateway.address());
        environment.put("PAWL_TOKEN", "pawl_test");
        return with(environment, gateway::passed, arguments);
    }

    static Called inHome(Path home, String... arguments) {
        return with(Map.of("PAWL_HOME", home.toString()), arguments);
    }
}
