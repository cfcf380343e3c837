package dev.pawl.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which page of a long list is shown.
final class Paging {

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most (default: 20).")
    int limit = 20;

    @Option(names = "--after", paramLabel = "CURSOR", description = "Where the page before this one ended.")
    @Nullable
    String after;

    void remark(Screen screen, String command, @Nullable String next) {
        if (next != null) {
            screen.remark("There are more: " + command + " --after " + Table.plain(next));
        }
    }
}
