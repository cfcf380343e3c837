package dev.pawl.local.bench;

import java.util.Map;

/// How lists, filters and searches go when there are many runs.
final class ArchiveChapter implements Chapter {

    @Override
    public String name() {
        return "archive";
    }

    @Override
    public String words() {
        return "lists, filters and searches over 1,000, 10,000 and 100,000 ended runs";
    }

    /// In a house of its own: so many runs would be in the way of all that is measured next.
    @Override
    public void measure(Site site) throws InterruptedException {
        site.another("archive", Map.of(), house -> {
            house.open(_ -> {});
            Site.warmUp(house.gateway());
            new Archive(house, site.figures(), site.log()).measure();
        });
    }
}
