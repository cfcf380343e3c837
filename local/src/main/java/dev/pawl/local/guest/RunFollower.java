package dev.pawl.local.guest;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.EventsView.Event;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a run's events as they come, each once and in order, until it ends.
public final class RunFollower {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Gateway gateway;
    private final Duration patience;

    /// It gives up when nothing happened for as long as its patience.
    public RunFollower(Gateway gateway, Duration patience) {
        this.gateway = gateway;
        this.patience = patience;
    }

    /// Who is told.
    public interface Reader {

        /// Something happened.
        void read(Event event);

        /// It was looked once more, whether something happened or not.
        default void looked(RunView run) {}

        /// The gateway gave no answer this time.
        default void away() {}
    }

    /// Answers with the run as it ended, or as it waits for a person.
    public RunView follow(String id, Reader reader) throws InterruptedException {
        long seen = 0;
        long news = System.nanoTime();
        while (true) {
            try {
                RunView run = gateway.run(id);
                reader.looked(run);
                if (run.events() > seen) {
                    seen = pass(id, seen, reader);
                    news = System.nanoTime();
                } else if (run.hasEnded() || run.needsHuman()) {
                    return run;
                }
            } catch (GatewayAwayException away) {
                reader.away();
                giveUp(id, news, away);
            }
            giveUp(id, news, null);
            Thread.sleep(PAUSE);
        }
    }

    private void giveUp(String id, long news, @Nullable GatewayAwayException away) {
        if (System.nanoTime() - news > patience.toNanos()) {
            throw new HouseException(
                    "Nothing has happened in run " + id + " for " + patience.toSeconds() + " seconds."
                            + (away == null ? "" : " " + away.getMessage()),
                    away);
        }
    }

    private long pass(String id, long after, Reader reader) throws InterruptedException {
        List<Event> events = gateway.events(id, after).events();
        events.forEach(reader::read);
        return events.isEmpty() ? after : events.getLast().seq();
    }
}
