package dev.pawl.local.demo;

import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.process.ProcessIdentity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells of a run, and kills one part after the other while the agent works: each time that the agent has got further,
/// and the part before is back.
final class Killing extends Telling {

    private final GuestHouse house;
    private final Narrator narrator;
    private final Deque<String> doomed = new ArrayDeque<>(List.of("worker-1", "gateway", "database", "temporal"));
    private @Nullable String killed;
    private @Nullable ProcessIdentity dead;
    private long killedAt;
    private int due;

    Killing(GuestHouse house, Narrator narrator) {
        super(narrator);
        this.house = house;
        this.narrator = narrator;
    }

    @Override
    public void read(Event event) {
        super.read(event);
        if (event.kind().equals("agent.checkpoint")) {
            due++;
            killWhoIsDue();
        }
    }

    @Override
    public void looked(RunView run) {
        super.looked(run);
        isBack();
    }

    /// Also while the gateway itself is away.
    @Override
    public void away() {
        isBack();
    }

    /// Those that were not killed, or did not come back.
    List<String> missing() {
        List<String> missing = new ArrayList<>(doomed);
        if (killed != null) {
            missing.addFirst(killed);
        }
        return missing;
    }

    private void killWhoIsDue() {
        if (due == 0 || doomed.isEmpty() || killed != null) {
            return;
        }
        due--;
        killed = doomed.removeFirst();
        dead = house.kill(killed);
        killedAt = System.nanoTime();
        narrator.say("======== %s, process %d, is killed with SIGKILL.".formatted(killed, dead.pid()));
    }

    private void isBack() {
        String part = killed;
        if (part == null) {
            return;
        }
        house.ready(part).filter(process -> !process.equals(dead)).ifPresent(process -> {
            narrator.say("-------- The house has started the next %s by itself: process %d, ready after %.1f s."
                    .formatted(part, process.pid(), (System.nanoTime() - killedAt) / 1e9));
            killed = null;
        });
        killWhoIsDue();
    }
}
