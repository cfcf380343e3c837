package dev.pawl.local;

import dev.pawl.local.port.PortChoice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// What a person may choose when the house opens.
final class Wishes {

    @Option(
            names = "--workers",
            paramLabel = "NUMBER",
            defaultValue = "1",
            converter = Workers.class,
            description = "How many workers to start (default: ${DEFAULT-VALUE}).")
    int workers = 1;

    @Option(
            names = "--gateway-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The gateway's port: a number, or auto for any free one (default: 8080).")
    PortChoice gateway = new PortChoice.Usual();

    @Option(
            names = "--ui-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The Temporal Web UI's port (default: 8233).")
    PortChoice ui = new PortChoice.Usual();

    @Option(
            names = "--temporal-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "Temporal's own port (default: 7233).")
    PortChoice temporal = new PortChoice.Usual();

    @Option(
            names = "--database-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "PostgreSQL's port (default: auto).")
    PortChoice database = new PortChoice.Usual();

    @Option(
            names = "--objects-port",
            paramLabel = "PORT",
            converter = PortConverter.class,
            description = "The S3 server's port (default: auto).")
    PortChoice objects = new PortChoice.Usual();

    @Option(
            names = "--scripted-model",
            paramLabel = "SCRIPT",
            converter = Script.class,
            description = "Start a model server too that answers what this file says, and give it to the workers in"
                    + " Anthropic's place. For trying things out: no model works, and nothing is bought.")
    @Nullable
    Path scriptedModel;

    /// A file that is missing is told before anything is opened.
    static final class Script implements ITypeConverter<Path> {

        @Override
        public Path convert(String text) {
            Path script = Path.of(text);
            if (!Files.isReadable(script)) {
                throw new TypeConversionException("--scripted-model names " + text + ", which cannot be read.");
            }
            return script;
        }
    }

    /// Reads how many workers are wished for.
    static final class Workers implements ITypeConverter<Integer> {

        private static final Pattern ONE_TO_SIXTEEN = Pattern.compile("[1-9]|1[0-6]");

        @Override
        public Integer convert(String text) {
            if (!ONE_TO_SIXTEEN.matcher(text).matches()) {
                throw new TypeConversionException("--workers takes a number from 1 to 16, not " + text + ".");
            }
            return Integer.valueOf(text);
        }
    }
}
