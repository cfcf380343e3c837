package dev.pawl.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which page of a long list is shown.
final class Paging {

    private static final String USUAL = "20";

    @Option(names = "--limit", paramLabel = "N", defaultValue = USUAL, description = "How many at most (default: 20).")
    int limit = Integer.parseInt(USUAL);

    @Option(names = "--after", paramLabel = "CURSOR", description = "Where the page before this one ended.")
    @Nullable
    String after;

    void remark(Screen screen, String command, @Nullable String next) {
        if (next != null) {
            String same = limit == Integer.parseInt(USUAL) ? "" : " --limit " + limit;
            screen.remark("There are more: " + command + same + " --after " + Table.plain(next));
        }
    }
}
