package dev.pawl.local.bench;

import java.time.Duration;

/// Starts, memory, and how a killed worker comes back.
final class OpeningsChapter implements Chapter {

    private static final Duration TO_SETTLE = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "openings";
    }

    @Override
    public String words() {
        return "a first start, and the making of its start-up caches";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.open();
        for (int repetition = 1; repetition <= site.repetitions(); repetition++) {
            site.log()
                    .say("  opening, idling, killing the worker: %d of %d ..."
                            .formatted(repetition, site.repetitions()));
            site.close();
            site.open();
            Thread.sleep(TO_SETTLE);
            site.memory("idle");
            new Recovery(site.house(), site.figures()).measure();
        }
    }
}
