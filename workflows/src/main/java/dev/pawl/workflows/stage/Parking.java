package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Parked;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// How one step waits for a provider that takes no more requests for now: on a timer, without a slot, a process or an
/// attempt. The deadline stands still meanwhile.
final class Parking {

    /// So often in a row a step is asked again by itself though it gets no further.
    static final int MOST = 20;

    /// A provider that names a later time is asked before it all the same.
    private static final Duration LONGEST = Duration.ofDays(7);

    private final Journal journal;
    private final Deadline deadline;
    private Usage known = Usage.NONE;
    private int inARow;

    Parking(Journal journal, Deadline deadline) {
        this.journal = journal;
        this.deadline = deadline;
    }

    /// Waits until the step may be asked again; says no, and does not wait, when that has helped too often not.
    boolean outlasts(Work.Limited limited) {
        inARow = limited.usage().equals(known) ? inARow + 1 : 1;
        known = limited.usage();
        if (inARow > MOST) {
            inARow = 0;
            return false;
        }
        Instant until = until(limited);
        journal.parks(until, limited.reason());
        Ledger.to("park until " + until).park(journal.moment(), new Parked(until, limited.reason()));
        deadline.standStill(() -> Workflow.newTimer(
                        Duration.between(now(), until),
                        TimerOptions.newBuilder()
                                .setSummary("until the provider takes requests again")
                                .build())
                .get());
        journal.goesOn();
        return true;
    }

    /// A little later than the provider says, and each time another little: many runs hit the same limit at once. Who
    /// got no further last time waits longer, whatever the provider says. A worker's clock may have jumped, so it
    /// counts only where the worker does not say how long.
    private Instant until(Work.Limited limited) {
        Instant now = now();
        Duration wait = limited.pause() == null ? Duration.between(now, limited.until()) : limited.pause();
        Duration least = Duration.ofSeconds(1L << Math.min(inARow, 8));
        if (wait.compareTo(least) < 0) {
            wait = least;
        }
        if (wait.compareTo(LONGEST) > 0) {
            wait = LONGEST;
        }
        return now.plus(wait).plusMillis(1_000 + little(now, wait)).truncatedTo(ChronoUnit.SECONDS);
    }

    /// Another one for each run and each time, and the same when the story is replayed.
    private static long little(Instant now, Duration wait) {
        String seed = Workflow.getInfo().getWorkflowId() + now;
        return Math.floorMod(seed.hashCode(), Math.clamp(wait.toMillis() / 10, 5_000, 60_000));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
