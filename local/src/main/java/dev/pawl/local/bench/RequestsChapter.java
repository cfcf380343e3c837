package dev.pawl.local.bench;

/// How many checkups the gateway takes, and the house carries out.
final class RequestsChapter implements Chapter {

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public String words() {
        return "checkups, as many as are taken";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        Requests requests = new Requests(site.gateway(), site.figures(), site.log());
        requests.submit();
        site.memory("after load");
    }
}
