package dev.pawl.local.bench;

import dev.pawl.local.bench.wire.Ask;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// One of the two that are asked by turns: what is asked of it, and what doing so costs whom.
///
/// @param what the figure of its rate
/// @param asks what is asked, one after the other and then again from the first
record Side(String what, URI server, List<Ask> asks, int callers, Household household) {

    /// Asks so long, and answers with the rate.
    double perSecond(Duration window) throws InterruptedException {
        double[] measured = new double[1];
        ask(window, (perSecond, _) -> measured[0] = perSecond);
        return measured[0];
    }

    /// The same, noted.
    double noted(Duration window, Figures figures) throws InterruptedException {
        double[] measured = new double[1];
        ask(window, (perSecond, busy) -> {
            measured[0] = perSecond;
            figures.add(what, "1/s", perSecond);
            busy.byName()
                    .forEach((name, processors) ->
                            figures.add("%s: processors of %s".formatted(what, name), "", processors));
        });
        return measured[0];
    }

    private void ask(Duration length, Barrage.Window window) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        new Barrage(server, callers, () -> asks.get(Math.floorMod(next.getAndIncrement(), asks.size())), _ -> {})
                .measure(1, length, household, window);
    }
}
