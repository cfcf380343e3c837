package dev.pawl.cli;

import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints a run's work.
@Command(name = "patch", description = "Print a run's work as 'git am --keep-cr' takes it.")
final class PatchCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write it there, byte by byte as it is.")
    @Nullable
    Path output;

    private final Surroundings surroundings;

    PatchCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        byte[] patch = options.connect().patch(id);
        try {
            if (output == null) {
                screen.raw(patch, surroundings.output());
                return Exit.FINE.code();
            }
            Files.write(output, patch);
        } catch (IOException e) {
            throw new Complaint(
                    Exit.USAGE,
                    "The patch cannot be written to %s: %s."
                            .formatted(output == null ? "standard output" : output, e.getMessage()));
        }
        screen.remark("Wrote %,d bytes to %s.".formatted(patch.length, output));
        return Exit.FINE.code();
    }
}
