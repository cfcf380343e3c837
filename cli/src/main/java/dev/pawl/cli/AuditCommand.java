package dev.pawl.cli;

import dev.pawl.cli.client.AuditView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows who asked the gateway for what, refusals too.
@Command(name = "audit", description = "Show who asked for what, refusals too, the newest first.")
final class AuditCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Paging paging = new Paging();

    private final Surroundings surroundings;

    AuditCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().audit(paging.limit, paging.after), this::list);
        return 0;
    }

    private void list(AuditView page) {
        Table table = new Table("AT", "KEY", "METHOD", "PATH", "STATUS");
        for (AuditView.Call call : page.calls()) {
            table.row(call.at(), call.key(), call.method(), call.path(), call.status());
        }
        screen.table(table);
        paging.remark(screen, surroundings.command() + " audit", page.next());
    }
}
