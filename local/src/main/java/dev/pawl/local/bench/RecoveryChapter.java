package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// How long an agent stands still whose worker is killed: from the kill until it has begun again, on whatever worker.
/// No agent of a killed worker is left out: each of them has to end in time.
final class RecoveryChapter implements Chapter {

    private static final int KILLS = 5;
    private static final int AGENTS = 12;
    private static final int HEARTBEAT_SECONDS = 5;
    private static final int ALLOWED_SECONDS = HEARTBEAT_SECONDS + 5;
    private static final String AGENT = "sleeper";
    private static final String UNTIL =
            "worker killed: until its agents begin again, heartbeat %d s".formatted(HEARTBEAT_SECONDS);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public String words() {
        return "agents whose worker is killed";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.figures().expect(UNTIL, Goal.atMost(ALLOWED_SECONDS).atP95());
        site.another("recovery", Map.of("PAWL_WORKER_AGENT_SLOTS", Integer.toString(AGENTS)), house -> {
            house.open(line -> {}, List.of("--workers=2"));
            Workbench workbench = new Workbench(house, "small").withFiles(2);
            workbench.record(
                    AGENT, "steps: {reproduce: [{checkpoint: one}, {pause: PT15S}, {done: Nothing to do.}]}\n");
            for (int kill = 1; kill <= KILLS; kill++) {
                site.log().say("  recovery: kill %d of %d ...".formatted(kill, KILLS));
                measure(house, workbench, site.figures());
            }
        });
    }

    private static void measure(GuestHouse house, Workbench workbench, Figures figures) throws InterruptedException {
        Gateway gateway = house.gateway();
        List<String> runs = workbench.put(gateway, AGENT, AGENTS, 1);
        Workbench.await(gateway, runs, run -> "reproduce".equals(run.stage()));
        for (String run : runs) {
            while (began(gateway, run).isEmpty()) {
                Thread.sleep(50);
            }
        }
        Instant killed = Instant.now();
        house.kill("worker-1");
        Workbench.await(gateway, runs, RunView::needsHuman);
        int hit = 0;
        for (String run : runs) {
            List<Event> began = began(gateway, run);
            for (Event again : began.subList(1, began.size())) {
                hit++;
                figures.add(UNTIL, "s", Duration.between(killed, again.moment()).toMillis() / 1000.0);
            }
        }
        if (hit == 0) {
            throw new HouseException("The killed worker had no agent, so nothing is shown.");
        }
    }

    private static List<Event> began(Gateway gateway, String run) throws InterruptedException {
        return gateway.events(run, 0).events().stream()
                .filter(event -> event.kind().equals("agent.began"))
                .toList();
    }
}
