package dev.pawl.local.install;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Home;
import dev.pawl.local.log.HouseLog;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Gets a command-line agent.
@Command(
        name = "install",
        description =
                "Puts a command-line agent among Pawl's tools, where the houses that use them find it: the version"
                        + " that Pawl was tested with, from the npm registry. Exit code: 0 it is there, 1 it could not be had.",
        mixinStandardHelpOptions = true)
public final class InstallCommand implements Callable<Integer> {

    private static final String CLAUDE_CODE = "claude-code";

    @Parameters(
            paramLabel = "AGENT",
            description = "The agent: claude-code, which is Anthropic's, under its own terms.")
    private String agent = "";

    @Option(names = "--from", paramLabel = "FILE", description = "Take the package from a file that npm pack made.")
    private @Nullable Path from;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (!agent.equals(CLAUDE_CODE) && spec != null) {
            throw new ParameterException(
                    spec.commandLine(), "There is no agent '" + agent + "' to install. There is: " + CLAUDE_CODE + ".");
        }
        Map<String, String> environment = System.getenv();
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        put(ClaudeCode.in(Home.of(environment).tools()), environment, log);
        return 0;
    }

    private void put(ClaudeCode claude, Map<String, String> environment, HouseLog log) throws InterruptedException {
        if (claude.isThere()) {
            log.say("Claude Code " + claude.wanted().version() + " is there already: " + claude.program());
            return;
        }
        if (from != null) {
            claude.install(from);
        } else {
            fetch(claude, new NpmRegistry(environment, log));
        }
        log.say("Claude Code " + claude.wanted().version() + " is there: " + claude.program());
        log.say("A house that is opened from now on gives it to its workers.");
    }

    private static void fetch(ClaudeCode claude, NpmRegistry registry) throws InterruptedException {
        try {
            claude.install(registry);
        } catch (HouseException failure) {
            throw new HouseException(
                    failure.sentence() + " Where the registry is reached, run 'npm pack "
                            + claude.wanted().wanted()
                            + "', bring the file here, and run './pawl install claude-code --from FILE'.",
                    failure);
        }
    }
}
