package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GatewayAwayException;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The bug fixes that go on in a storm.
final class Herd {

    /// What nothing happens in for so long stands still.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Gateway gateway;
    private final Map<String, String> conversations = new LinkedHashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final Map<String, RunView> last = new HashMap<>();
    private long news = System.nanoTime();

    Herd(Gateway gateway) {
        this.gateway = gateway;
    }

    /// Reports the same bug so often, each under a name of its own.
    void report(BugReport bug, StormPlan plan) throws InterruptedException {
        for (int number = 1; number <= plan.runs(); number++) {
            String name = StormPlan.conversation(number);
            BugReport named = new BugReport(
                    bug.repository(),
                    bug.title() + " (" + name + ")",
                    bug.report(),
                    bug.runtime(),
                    bug.agent(),
                    bug.sandbox());
            String id = gateway.fix(named, plan.heartbeat()).id();
            conversations.put(id, name);
            open.add(id);
        }
    }

    Map<String, String> conversations() {
        return conversations;
    }

    int ended() {
        return conversations.size() - open.size();
    }

    boolean isOver() {
        return open.isEmpty();
    }

    /// Looks at the next one.
    void look() throws InterruptedException {
        String id = open.removeFirst();
        boolean isOver = false;
        try {
            RunView run = gateway.run(id);
            RunView before = last.put(id, run);
            if (before == null || run.events() > before.events()) {
                news = System.nanoTime();
            }
            isOver = run.hasEnded() || run.needsHuman();
        } catch (GatewayAwayException away) {
            // The one that keeps it away is found by the clock below.
        } finally {
            if (!isOver) {
                open.addLast(id);
            }
        }
        if (System.nanoTime() - news > PATIENCE.toNanos()) {
            throw new HouseException("Nothing has happened for %d minutes in: %s."
                    .formatted(PATIENCE.toMinutes(), String.join(", ", open)));
        }
    }

    /// Which did not end as they have to.
    List<String> complaints() {
        List<String> complaints = new ArrayList<>();
        last.forEach((id, run) -> {
            RunView.Outcome outcome = run.outcome();
            if (outcome == null || !outcome.type().equals("fixed")) {
                complaints.add("Run %s (%s) was not fixed: %s".formatted(id, conversations.get(id), ending(run)));
            }
        });
        return complaints;
    }

    private static String ending(RunView run) {
        RunView.Question question = run.waitsFor();
        return run.hasEnded() || question == null ? run.ending() : "it waits for a person. " + question.reason();
    }

    /// Everything that the runs have told.
    Map<String, List<Event>> events() throws InterruptedException {
        Map<String, List<Event>> events = new HashMap<>();
        for (String id : conversations.keySet()) {
            List<Event> all = new ArrayList<>();
            List<Event> page = gateway.events(id, 0).events();
            while (!page.isEmpty()) {
                all.addAll(page);
                page = gateway.events(id, page.getLast().seq()).events();
            }
            events.put(id, all);
        }
        return events;
    }
}
