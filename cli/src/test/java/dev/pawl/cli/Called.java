package dev.pawl.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
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
/// the
/// gateway says so.
record Called(int exit, String out, String err, List<Duration> slept) {

    static Called with(Map<String, String> environment, String... arguments) {
        return with(environment, () -> Duration.ZERO, arguments);
    }

    private static Called with(Map<String, String> environment, Supplier<Duration> passed, String... arguments) {
        List<Duration> slept = new ArrayList<>();
        Surroundings surroundings = new Surroundings(
                environment,
                () -> Instant.parse("2026-11-21T10:15:00Z").plus(slept.stream().reduce(passed.get(), Duration::plus)),
                slept::add);
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commandLine = Pawl.commandLine(surroundings);
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int exit = commandLine.execute(arguments);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        return new Called(exit, out.toString(), err.toString(), List.copyOf(slept));
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
