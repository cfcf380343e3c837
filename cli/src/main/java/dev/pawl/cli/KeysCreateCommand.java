package dev.pawl.cli;

import dev.pawl.cli.client.KeyRequest;
import dev.pawl.cli.client.KeysView;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Makes an API key and shows it, this once.
@Command(name = "create", description = "Make an API key; it is shown once.")
final class KeysCreateCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Whom or what the key is for.")
    String name = "";

    @Option(
            names = "--scope",
            required = true,
            split = ",",
            paramLabel = "SCOPE",
            description = "What it may do: submit, read, decide, operate. Give it again for more than one.")
    List<String> scopes = List.of();

    @Option(
            names = "--expires-in",
            paramLabel = "D",
            converter = Durations.class,
            description = "How long it is valid, as 12h or 90d (default: until it is revoked).")
    @Nullable
    Duration validFor;

    private final Surroundings surroundings;

    KeysCreateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().createKey(new KeyRequest(name, scopes, expiresAt())), this::present);
        return 0;
    }

    private @Nullable String expiresAt() {
        if (validFor == null) {
            return null;
        }
        return surroundings
                .clock()
                .instant()
                .plus(validFor)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private void present(KeysView.Key key) {
        screen.line(Table.plain(String.valueOf(key.key())));
        screen.remark("Keep it now: it is not shown again. Its id is " + Table.plain(key.id()) + ".");
    }
}
