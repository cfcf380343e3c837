package dev.pawl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Revokes an API key: from then on it opens nothing.
@Command(name = "revoke", description = "Revoke an API key.")
final class KeysRevokeCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "KEY", description = "The key's id, as 'keys list' shows it.")
    String id = "";

    KeysRevokeCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        options.connect().revokeKey(id);
        if (screen.json) {
            screen.print(JsonNodeFactory.instance.objectNode().put("revoked", id));
        } else {
            screen.line("Key " + id + " is revoked.");
        }
        return 0;
    }
}
