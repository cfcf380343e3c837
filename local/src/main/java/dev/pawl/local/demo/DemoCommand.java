package dev.pawl.local.demo;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.log.HouseLog;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Shows what Pawl is for: a bug that is reported, shown, fixed and proved.
@Command(
        name = "demo",
        description = "Opens the house if it is closed, makes a sample repository with a bug in it, reports the bug and"
                + " shows how it is fixed. The house stays open. Needs no key and no network, but with --real."
                + " Exit code: 0 the bug was fixed, 1 it was not.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    private static final String RECORDED = "recorded";

    @Option(
            names = "--kill",
            description = "Kill the worker, the gateway, PostgreSQL and Temporal, one after the other, while the agent"
                    + " works.")
    private boolean kill;

    @Option(names = "--down", description = "Close the house at the end.")
    private boolean down;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            defaultValue = RECORDED,
            description = "recorded, or claude-code: the real Claude Code, whose model is a script (default:"
                    + " ${DEFAULT-VALUE}).")
    private String agent = RECORDED;

    @Option(
            names = "--real",
            description =
                    "With --agent claude-code: ask Anthropic's real models with the key in ANTHROPIC_API_KEY. This"
                            + " costs money.")
    private boolean real;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Player player = player();
        GuestHouse house = GuestHouse.own(player.environment(System.getenv()));
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        boolean well;
        try (Farewell _ = Farewell.prepared(house, log)) {
            well = show(house, log, player);
        }
        leave(house, log);
        return well ? 0 : 1;
    }

    private Player player() {
        return switch (agent) {
            case RECORDED -> {
                refuse(real, "--real goes with --agent claude-code: a recording asks no model.");
                yield new Player.Recording(kill);
            }
            case Player.CLAUDE_CODE -> {
                refuse(kill, "--kill goes with the recorded agent only: it waits for those that are killed.");
                boolean hasKey = System.getenv().containsKey(Player.KEY);
                yield real ? new Player.ClaudeWithKey(hasKey) : new Player.ClaudeWithScript();
            }
            default -> throw wrong("There is no agent '" + agent + "' for the demo. There are: recorded, claude-code.");
        };
    }

    private void refuse(boolean isSo, String sentence) {
        if (isSo) {
            throw wrong(sentence);
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), sentence);
    }

    private boolean show(GuestHouse house, HouseLog log, Player player) throws InterruptedException {
        try {
            return new Demo(house, log, player).show();
        } catch (UncheckedIOException | HouseException failure) {
            log.say("");
            log.say("This went wrong: " + failure.getMessage());
            log.say("The logs are in " + house.logs() + ".");
            return false;
        }
    }

    private void leave(GuestHouse house, HouseLog log) throws InterruptedException {
        if (down) {
            house.close();
            log.say("The house is closed.");
        } else if (house.isOpen()) {
            log.say("The house stays open. Close it with: " + house.call() + " down");
        }
    }
}
