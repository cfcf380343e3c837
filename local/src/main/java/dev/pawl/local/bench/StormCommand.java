package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.Visit;
import dev.pawl.local.home.Home;
import dev.pawl.local.install.ClaudeCode;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.model.ModelServer;
import dev.pawl.local.model.Script;
import dev.pawl.local.model.ScriptedModel;
import dev.pawl.local.process.SearchPath;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what becomes of agents whose workers are killed.
@Command(
        name = "agents",
        description =
                "Lets the real Claude Code fix many bugs at once in a house of its own, asking a script instead of"
                        + " a model, and kills one of two workers every few seconds until all have ended. Then it looks: all are"
                        + " fixed, each checkpointed turn was bought once and at most one again for each agent that a kill met,"
                        + " the ledger holds what the script gave, no process is left, and agents went on in time. Exit code: 0"
                        + " all of it is so, 1 it is not. Uses the whole machine, for some minutes.",
        mixinStandardHelpOptions = true)
public final class StormCommand implements Callable<Integer> {

    private static final String KEY = "STORM_KEY";
    private static final String NO_REAL_KEY = "no-real-key";

    @Option(
            names = "--runs",
            paramLabel = "NUMBER",
            defaultValue = "20",
            description = "How many bugs (1 to 100, default: ${DEFAULT-VALUE}).")
    private int runs = 20;

    @Option(
            names = "--kill-every",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long it is from one kill to the next (6 to 600, default: ${DEFAULT-VALUE}).")
    private int killEvery = 10;

    @Option(
            names = "--kills",
            paramLabel = "NUMBER",
            defaultValue = "0",
            description = "After so many kills there is calm (0 to 10000; 0, the default: not before all have ended).")
    private int kills;

    @Option(
            names = "--heartbeat",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long a worker may be silent before another takes its agents over (5 to 300, default, and"
                    + " usual: ${DEFAULT-VALUE}).")
    private int heartbeat = 30;

    @Option(
            names = "--within",
            paramLabel = "SECONDS",
            defaultValue = "5",
            description =
                    "How long after a missed heartbeat agents may take at p95 until they go on (1 to 300, default:"
                            + " ${DEFAULT-VALUE}).")
    private int within = 5;

    @Override
    public Integer call() throws InterruptedException {
        Numbers.require("--runs", runs, 1, 100);
        Numbers.require("--kill-every", killEvery, 6, 600);
        Numbers.require("--kills", kills, 0, 10_000);
        Numbers.require("--heartbeat", heartbeat, 5, 300);
        Numbers.require("--within", within, 1, 300);
        Path tools = Home.of(System.getenv()).tools();
        if (ClaudeCode.find(tools).isEmpty()) {
            throw new HouseException("There is no Claude Code in %s. Get it once with: %s install claude-code"
                    .formatted(tools, System.getenv().getOrDefault("PAWL_COMMAND", "./pawl")));
        }
        try (ScriptedModel model = ScriptedModel.open(0, Script.of(script()), NO_REAL_KEY, null)) {
            GuestHouse house = GuestHouse.make("storm", System.getenv(), learns(), settings(model));
            return new Visit(house).run((opened, log) -> rage(opened, log, model), false);
        } catch (IOException failure) {
            throw new HouseException("The scripted model cannot listen (" + failure + ").", failure);
        }
    }

    private boolean rage(GuestHouse house, HouseLog log, ScriptedModel model) throws InterruptedException {
        boolean hasSandbox = !new SearchPath(System.getenv()).all("bwrap").isEmpty();
        StormPlan plan = new StormPlan(
                runs,
                Duration.ofSeconds(killEvery),
                kills,
                Duration.ofSeconds(heartbeat),
                Duration.ofSeconds(within),
                hasSandbox ? "bubblewrap" : "none",
                learns());
        Figures figures = new Figures();
        List<String> complaints = new Storm(house, model, plan, log, figures).rage();
        log.say("");
        log.say(Machine.here().sentence());
        log.say("");
        FiguresTable.lines(figures.all()).forEach(log::say);
        log.say("");
        if (complaints.isEmpty()) {
            log.say("All %d bugs are fixed, and no process is left. All is as it has to be.".formatted(runs));
        } else {
            log.say("This is not as it has to be:");
            complaints.forEach(complaint -> log.say("  " + complaint));
        }
        return complaints.isEmpty();
    }

    /// Either worker may have to carry all agents: waiting for a place is not what is measured. Many gates at once
    /// would each take longer than a worker lives.
    private Map<String, String> settings(ScriptedModel model) {
        return Map.of(
                ModelServer.PROVIDER + "URL",
                model.address(),
                ModelServer.PROVIDER + "KEY_VARIABLE",
                KEY,
                KEY,
                NO_REAL_KEY,
                "PAWL_WORKER_AGENT_SLOTS",
                Integer.toString(runs),
                "PAWL_WORKER_GATE_SLOTS",
                "2");
    }

    private static boolean learns() {
        return !"off".equals(System.getenv("PAWL_AOT"));
    }

    private static String script() {
        try (InputStream stream =
                Objects.requireNonNull(StormCommand.class.getResourceAsStream("agents.yaml"), "agents.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
