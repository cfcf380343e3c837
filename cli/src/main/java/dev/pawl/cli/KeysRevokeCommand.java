package dev.pawl.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
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

    private final Surroundings surroundings;

    KeysRevokeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        revoke();
        if (screen.json) {
            screen.print(JsonNodeFactory.instance.objectNode().put("revoked", id));
        } else {
            screen.line("Key " + id + " is revoked.");
        }
        return 0;
    }

    /// The last key that can manage keys stays; then a person is told how to make another one.
    private void revoke() {
        try {
            options.connect().revokeKey(id);
        } catch (Complaint complaint) {
            if (complaint.exit() == Exit.NO) {
                throw new Complaint(
                        Exit.NO,
                        "%s For example: %s keys create --name operator --scope operate"
                                .formatted(complaint.sentence(), surroundings.command()));
            }
            throw complaint;
        }
    }
}
