package dev.pawl.local.bench;

/// What it costs that many watch one run.
final class WatchersChapter implements Chapter {

    @Override
    public String name() {
        return "watchers";
    }

    @Override
    public String words() {
        return "one run watched by one, and by 1,000";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.gateway();
        new Watchers(site.house(), site.figures()).measure();
    }
}
