package dev.pawl.cli;

import dev.pawl.cli.client.KeysView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the API keys, never the secret in them.
@Command(name = "list", description = "List the API keys.")
final class KeysListCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    KeysListCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().keys(), this::list);
        return 0;
    }

    private void list(KeysView keys) {
        Table table = new Table("KEY", "NAME", "SCOPES", "CREATED", "EXPIRES", "LAST USED", "REVOKED");
        for (KeysView.Key key : keys.keys()) {
            table.row(
                    key.id(),
                    key.name(),
                    String.join(",", key.scopes()),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.revokedAt());
        }
        screen.table(table);
    }
}
