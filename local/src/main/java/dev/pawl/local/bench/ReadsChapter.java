package dev.pawl.local.bench;

/// How fast a run is read, against a route that does nothing but read a row.
final class ReadsChapter implements Chapter {

    @Override
    public String name() {
        return "reads";
    }

    @Override
    public String words() {
        return "runs read again and again, by turns with a bare route";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.gateway();
        new Reads(site.house(), site.figures()).measure();
        site.memory("after reads");
    }
}
