package dev.pawl.local.demo;

import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunFollower;
import dev.pawl.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells of each event, kills the worker when its round has come, and looks out for the next worker.
final class Watch implements RunFollower.Reader {

    private static final String WORKER = "worker-1";

    private final GuestHouse house;
    private final Narrator narrator;
    private final InstantSource clock;
    private final int fatalRound;
    private final List<Event> events = new ArrayList<>();
    private @Nullable ProcessIdentity killed;
    private @Nullable ProcessIdentity successor;
    private @Nullable Instant killedAt;
    private @Nullable Instant wentOnAt;

    Watch(GuestHouse house, Narrator narrator, InstantSource clock, int fatalRound) {
        this.house = house;
        this.narrator = narrator;
        this.clock = clock;
        this.fatalRound = fatalRound;
    }

    @Override
    public void read(Event event) {
        events.add(event);
        if (killedAt != null && wentOnAt == null && event.moment().isAfter(killedAt)) {
            wentOnAt = event.moment();
        }
        narrator.say(line(event));
        if (killed == null && event.round() >= fatalRound) {
            kill();
        }
    }

    @Override
    public void looked() {
        if (killed == null || successor != null) {
            return;
        }
        // A killed process is still there for a moment.
        successor =
                house.process(WORKER).filter(process -> !process.equals(killed)).orElse(null);
        if (successor != null) {
            narrator.say("-------- The house has started the next worker by itself: process " + successor.pid() + ".");
        }
    }

    /// What was read, in order.
    List<Event> events() {
        return List.copyOf(events);
    }

    /// Whether a worker was killed, another came, and the run went on with it.
    boolean isComplete() {
        return successor != null && wentOnAt != null;
    }

    /// How long the run stood still.
    Optional<String> sentence() {
        return killedAt == null || wentOnAt == null
                ? Optional.empty()
                : Optional.of("It stood still for %.1f s, from the kill to the next worker's first result."
                        .formatted(Duration.between(killedAt, wentOnAt).toMillis() / 1000.0));
    }

    private void kill() {
        killed = house.kill(WORKER);
        killedAt = clock.instant();
        narrator.say("======== The worker, process " + killed.pid()
                + ", is killed with SIGKILL: it can save nothing and say nothing.");
    }

    private String line(Event event) {
        String line = "event %2d  round %d  pool %-8s written and read back"
                .formatted(event.seq(), event.round(), event.pool());
        if (killedAt != null && !event.moment().isAfter(killedAt)) {
            return line + " (just before the kill)";
        }
        return event.attempt() > 1 ? line + " (attempt " + event.attempt() + ")" : line;
    }
}
