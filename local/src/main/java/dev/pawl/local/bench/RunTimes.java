package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// How long a checkup of one round takes, from the request to its end.
final class RunTimes {

    private static final int ALONE = 40;
    private static final int TOGETHER = 50;
    private static final int TIMES_TOGETHER = 5;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Gateway gateway;
    private final Figures figures;

    RunTimes(Gateway gateway, Figures figures) {
        this.gateway = gateway;
        this.figures = figures;
    }

    /// One after the other.
    void alone() throws InterruptedException {
        for (int count = 0; count < ALONE; count++) {
            long begin = System.nanoTime();
            ended(gateway, gateway.checkUp(1, Duration.ZERO).id());
            figures.addMillisSince("run of one round, alone", begin);
        }
    }

    /// All submitted as fast as one caller can, then looked at in turn.
    void together() throws InterruptedException {
        for (int time = 0; time < TIMES_TOGETHER; time++) {
            long begin = System.nanoTime();
            List<Running> running = new ArrayList<>();
            for (int count = 0; count < TOGETHER; count++) {
                long asked = System.nanoTime();
                running.add(new Running(gateway.checkUp(1, Duration.ZERO).id(), asked));
            }
            while (!running.isEmpty()) {
                Thread.sleep(LOOK_AGAIN);
                look(running);
                giveUpAfter(begin);
            }
            figures.addSince("50 runs at once, until all have ended", begin);
        }
    }

    private record Running(String id, long asked) {}

    private void look(List<Running> running) throws InterruptedException {
        for (Running each : List.copyOf(running)) {
            if (gateway.run(each.id()).hasEnded()) {
                figures.addMillisSince("run of one round, 50 at once", each.asked());
                running.remove(each);
            }
        }
    }

    /// The run as it ended, looked at every few milliseconds.
    static RunView ended(Gateway gateway, String id) throws InterruptedException {
        long begin = System.nanoTime();
        RunView run = gateway.run(id);
        while (!run.hasEnded()) {
            giveUpAfter(begin);
            Thread.sleep(LOOK_AGAIN);
            run = gateway.run(id);
        }
        return run;
    }

    private static void giveUpAfter(long begin) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
            throw new HouseException("Runs do not end within " + PATIENCE.toSeconds() + " seconds.");
        }
    }
}
