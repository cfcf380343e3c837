package dev.pawl.local.bench;

/// How many requests the gateway answers.
final class RequestsChapter implements Chapter {

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public String words() {
        return "requests";
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        Requests requests = new Requests(site.gateway(), site.figures(), site.log());
        requests.show();
        requests.submit();
        site.memory("after load");
    }
}
