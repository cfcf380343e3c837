package dev.pawl.cli;

import dev.pawl.cli.client.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Prints what proves a run's work.
@Command(name = "evidence", description = "Print what every gate said of a run's trees, and where its proof is.")
final class EvidenceCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    EvidenceCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().evidence(id), view -> {
            Table table = new Table("GATE", "ANSWER", "TREE", "EVIDENCE");
            view.gates().forEach(gate -> table.row(gate.gate(), gate.answer(), gate.tree(), gate.evidence()));
            if (view.delivered() != null) {
                table.row("(at its end)", null, null, view.delivered());
            }
            screen.table(table);
        });
        return Exit.FINE.code();
    }
}
