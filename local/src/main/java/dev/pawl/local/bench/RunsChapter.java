package dev.pawl.local.bench;

/// How long runs take.
final class RunsChapter implements Chapter {

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String words() {
        return "runs, alone and 50 at once";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        RunTimes runs = new RunTimes(site.gateway(), site.figures());
        runs.alone();
        runs.together();
    }
}
