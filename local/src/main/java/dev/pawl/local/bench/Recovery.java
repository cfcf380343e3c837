package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunFollower;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long a killed worker is away, and how long its run stands still.
final class Recovery {

    private static final String WORKER = "worker-1";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int ROUNDS = 3;

    private final GuestHouse house;
    private final Figures figures;

    Recovery(GuestHouse house, Figures figures) {
        this.house = house;
        this.figures = figures;
    }

    /// Kills the worker at the first event of a run.
    void measure() throws InterruptedException {
        Gateway gateway = house.gateway();
        RunView run = gateway.checkUp(ROUNDS, Duration.ofMillis(200));
        RunView ended = new RunFollower(gateway, PATIENCE).follow(run.id(), new Killing());
        if (!ended.isSound()) {
            throw new HouseException("Run " + run.id() + " ended " + ended.ending() + ".");
        }
    }

    /// The kill and its consequences, seen from outside.
    private final class Killing implements RunFollower.Reader {

        private @Nullable ProcessIdentity victim;
        private @Nullable Instant killedAt;
        private long killed;
        private boolean isBack;
        private boolean goesOn;

        @Override
        public void read(Event event) {
            if (killedAt == null) {
                killed = System.nanoTime();
                victim = house.kill(WORKER);
                killedAt = Instant.now();
            } else if (!goesOn && event.moment().isAfter(killedAt)) {
                goesOn = true;
                figures.add(
                        "worker killed: until its run goes on",
                        "s",
                        Duration.between(killedAt, event.moment()).toMillis() / 1000.0);
            }
        }

        @Override
        public void looked(RunView run) {
            if (killedAt != null && !isBack && isReady()) {
                isBack = true;
                figures.addSince("worker killed: until the next one is ready", killed);
            }
        }

        /// A killed process is still there for a moment.
        private boolean isReady() {
            return house.ready(WORKER)
                    .filter(process -> !process.equals(victim))
                    .isPresent();
        }
    }
}
