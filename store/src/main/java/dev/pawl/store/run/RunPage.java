package dev.pawl.store.run;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Some runs, newest first.
///
/// @param next the cursor that the next page is asked for with; absent on the last page
public record RunPage(List<Run> runs, @Nullable String next) {

    public RunPage {
        runs = List.copyOf(runs);
    }
}
