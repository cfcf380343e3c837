package dev.pawl.local.bench;

import dev.pawl.local.guest.Gateway;
import dev.pawl.local.log.HouseLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How many checkups the gateway takes in a second.
final class Requests {

    private static final int WINDOWS = 5;
    /// Each accepted checkup is a run that the house has to carry out.
    private static final Duration SHORT_WINDOW = Duration.ofMillis(200);

    private static final Duration TO_CATCH_UP = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Gateway gateway;
    private final Figures figures;
    private final HouseLog log;

    Requests(Gateway gateway, Figures figures, HouseLog log) {
        this.gateway = gateway;
        this.figures = figures;
        this.log = log;
    }

    /// What was accepted is also carried out; a load that begins before the one before is done has its runs to do, too.
    void submit() throws InterruptedException {
        List<String> left = List.of();
        for (int connections : new int[] {16, 64}) {
            Queue<String> accepted = new ConcurrentLinkedQueue<>(left);
            new Load(connections, SHORT_WINDOW)
                    .run(
                            WINDOWS,
                            () -> accepted.add(gateway.checkUp(1, Duration.ZERO).id()),
                            rate("POST a checkup, %d connections".formatted(connections)));
            left = catchUp(List.copyOf(accepted));
        }
    }

    private Load.Reader rate(String what) {
        return perSecond -> figures.add(what, "1/s", perSecond);
    }

    /// Waits until they have ended, but not for ever: what has not is said and given back.
    private List<String> catchUp(List<String> accepted) throws InterruptedException {
        long begin = System.nanoTime();
        List<String> running = accepted;
        while (!running.isEmpty() && System.nanoTime() - begin < TO_CATCH_UP.toNanos()) {
            Thread.sleep(LOOK_AGAIN);
            running = running(running);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        figures.add("runs carried out of such a backlog", "1/s", (accepted.size() - running.size()) / seconds);
        if (!running.isEmpty()) {
            log.say("  Of %d accepted runs %d had not ended after %d s."
                    .formatted(accepted.size(), running.size(), TO_CATCH_UP.toSeconds()));
        }
        return running;
    }

    private List<String> running(List<String> ids) throws InterruptedException {
        List<String> running = new ArrayList<>();
        for (String id : ids) {
            if (!gateway.run(id).hasEnded()) {
                running.add(id);
            }
        }
        return running;
    }
}
