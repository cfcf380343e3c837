package dev.pawl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Says which Pawl this is.
@Command(name = "version", description = "Say which version this is.")
final class VersionCommand implements Callable<Integer> {

    @Mixin
    final Screen screen = new Screen();

    @Override
    public Integer call() {
        if (screen.json) {
            screen.print(JsonNodeFactory.instance
                    .objectNode()
                    .put("version", version())
                    .put("java", java()));
        } else {
            screen.line(line());
        }
        return 0;
    }

    static String line() {
        return "pawl " + version() + " (Java " + java() + ")";
    }

    private static String version() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    private static String java() {
        return System.getProperty("java.runtime.version", "unknown");
    }
}
