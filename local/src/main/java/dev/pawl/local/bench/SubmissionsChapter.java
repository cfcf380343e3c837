package dev.pawl.local.bench;

import dev.pawl.local.guest.GuestHouse;
import java.util.Map;

/// How fast bugs can be reported.
final class SubmissionsChapter implements Chapter {

    @Override
    public String name() {
        return "submissions";
    }

    @Override
    public String words() {
        return "bugs reported as fast as they are taken, and whether every one is started";
    }

    /// In a house of its own: thousands of bug fixes would be in the way of all that is measured next. Its worker does
    /// nothing of them: what is asked is how fast they are taken.
    @Override
    public void measure(Site site) throws InterruptedException {
        site.another("submissions", Map.of("PAWL_WORKER_POOLS", "agents"), house -> measure(site, house));
    }

    private static void measure(Site site, GuestHouse house) throws InterruptedException {
        house.open(_ -> {});
        new Submissions(house, site.figures()).measure();
    }
}
