package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// How fast the outbox starts what was accepted, against a bare program that starts workflows with as many callers on
/// the same server. Nobody carries any of them out meanwhile, on either side.
///
/// The outbox is timed while it works off what has piled up, when nothing more is accepted; both by the start times
/// that the server wrote down.
final class OutboxChapter implements Chapter {

    private static final int TURNS = 3;
    private static final int BARE_STARTS = 1_000;
    private static final int PAWL_STARTS = 1_500;

    /// The outbox's own number.
    private static final int CALLERS = 64;

    private static final int ENOUGH = 200;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration QUIET = Duration.ofSeconds(3);
    private static final String RATIO = "outbox: runs started / workflows that a bare client starts";

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public String words() {
        return "starts by the outbox, and by a bare client";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        Figures figures = site.figures();
        figures.expect(RATIO, Goal.atLeast(0.9));
        Map<String, String> settings = Map.of("PAWL_WORKER_POOLS", "agents");
        site.another("outbox", settings, house -> {
            house.open(line -> {}, List.of());
            for (int turn = 0; turn <= TURNS; turn++) {
                double bare = bare(house, turn);
                double ours = ours(house);
                if (turn > 0) {
                    figures.add("outbox: runs started", "1/s", ours);
                    figures.add("a bare client: workflows started", "1/s", bare);
                    figures.addRatio(RATIO, ours, bare);
                }
            }
        });
    }

    /// The first half of them warms the program up.
    private static double bare(GuestHouse house, int turn) throws InterruptedException {
        Instant begun = Instant.now();
        BareProgram.run(
                PATIENCE,
                "starts",
                List.of(
                        house.address("Temporal"),
                        "start-" + turn + "-",
                        Integer.toString(BARE_STARTS),
                        Integer.toString(CALLERS)));
        List<Instant> starts = settled(new Histories(house), "bare-step", begun);
        return rate(starts.subList(starts.size() / 2, starts.size()));
    }

    private static double ours(GuestHouse house) throws InterruptedException {
        Gateway gateway = house.gateway();
        Instant begun = Instant.now();
        AtomicInteger accepted = new AtomicInteger();
        new Load(CALLERS, Duration.ZERO).runTimes(PAWL_STARTS, () -> {
            gateway.checkUp(1, Duration.ZERO);
            accepted.incrementAndGet();
        });
        Instant quiet = Instant.now();
        List<Instant> rest = settled(new Histories(house), "checkup", begun).stream()
                .filter(quiet::isBefore)
                .toList();
        if (rest.size() < ENOUGH) {
            throw new HouseException(
                    "Of %d accepted runs only %d were left to the outbox when the last was accepted: too few to time it."
                            .formatted(accepted.get(), rest.size()));
        }
        return rate(rest);
    }

    /// All starts since then, once there are no more of them.
    private static List<Instant> settled(Histories histories, String type, Instant since) throws InterruptedException {
        List<Instant> starts = histories.starts(type, since);
        int known = -1;
        while (starts.size() != known) {
            known = starts.size();
            Thread.sleep(QUIET);
            starts = histories.starts(type, since);
        }
        return starts;
    }

    private static double rate(List<Instant> starts) {
        return (starts.size() - 1)
                * 1e9
                / Duration.between(starts.getFirst(), starts.getLast()).toNanos();
    }
}
