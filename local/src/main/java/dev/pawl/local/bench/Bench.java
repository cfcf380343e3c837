package dev.pawl.local.bench;

/// Measures chapters, one after the other.
final class Bench {

    private final Site site;

    Bench(Site site) {
        this.site = site;
    }

    /// The house is left as the last of them left it.
    void measure(Chapters chapters) throws InterruptedException {
        site.log().say("Measuring a house of its own in " + site.house().folder() + ".");
        for (Chapter chapter : chapters.chosen()) {
            site.log().say("  %s: %s ...".formatted(chapter.name(), chapter.words()));
            chapter.measure(site);
        }
    }
}
