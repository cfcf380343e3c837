package dev.pawl.activities.gate;

import dev.pawl.activities.gate.Policy.Program;
import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Processes;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Checkouts;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the programs of repositories on trees, each in a working copy of its own.
@Singleton
final class Trials {

    private static final List<String> PASSED_ON = List.of("PATH", "JAVA_HOME");
    private static final int SHORTEST_SECRET = 6;

    private final Checkouts checkouts;
    private final Processes processes;
    private final Papers papers;
    private final GateSettings settings;

    Trials(Checkouts checkouts, Processes processes, Papers papers, GateSettings settings) {
        this.checkouts = checkouts;
        this.processes = processes;
        this.papers = papers;
        this.settings = settings;
    }

    Trial run(String tenant, Workspace tree, Program program) throws IOException, InterruptedException {
        try (Checkout checkout = checkouts.open(tenant, tree)) {
            return run(tenant, checkout, program);
        }
    }

    /// The same on a tree that holds these paths as the other one does.
    Trial runWith(String tenant, Workspace tree, Workspace other, Collection<String> paths, Program program)
            throws IOException, InterruptedException {
        try (Checkout checkout = checkouts.openWith(tenant, tree, other, paths)) {
            return run(tenant, checkout, program);
        }
    }

    private Trial run(String tenant, Checkout checkout, Program program) throws IOException, InterruptedException {
        Path beside = Files.createDirectories(checkout.aside().resolve("reports"));
        Reports reports = new Reports(checkout.folder(), beside, program.reports());
        reports.clear();
        RunLog log = new RunLog(lentSecrets());
        Ended ended = processes.run(
                new Command(
                        program.line(),
                        checkout.folder(),
                        environment(checkout, beside, program),
                        "",
                        program.timeout(),
                        program.timeout(),
                        settings.output() << 20),
                (_, bytes, length) -> log.take(bytes, length));
        Reports.Read read = reports.read();
        return new Trial(
                program,
                ended,
                read.files(),
                read.results(),
                read.problems(),
                read.unloaded(),
                papers.keep(tenant, log.text()),
                log.tail());
    }

    private Map<String, String> environment(Checkout checkout, Path reports, Program program) throws IOException {
        Map<String, String> environment = new HashMap<>();
        PASSED_ON.forEach(name -> passOn(name, environment));
        environment.put("LANG", "C.UTF-8");
        environment.put("CI", "true");
        environment.put(
                "HOME",
                Files.createDirectories(checkout.aside().resolve("home")).toString());
        environment.put(
                "TMPDIR",
                Files.createDirectories(checkout.aside().resolve("tmp")).toString());
        environment.putAll(program.environment());
        settings.environment().forEach(name -> passOn(name, environment));
        environment.put("PAWL_REPORTS", reports.toString());
        return environment;
    }

    private static void passOn(String name, Map<String, String> environment) {
        String value = System.getenv(name);
        if (value != null) {
            environment.put(name, value);
        }
    }

    private Map<String, String> lentSecrets() {
        Map<String, String> lent = new HashMap<>();
        for (String name : settings.environment()) {
            String value = System.getenv(name);
            if (value != null && value.length() >= SHORTEST_SECRET) {
                lent.put(value, name);
            }
        }
        return lent;
    }
}
