package dev.pawl.gateway.run;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some runs, newest first; `next` is what the next call's `after` is, and is left out on the last page.
@Serdeable
@Introspected
public record RunsView(List<RunView> runs, @Nullable String next) {

    public RunsView {
        runs = List.copyOf(runs);
    }
}
