package dev.pawl.cli.client;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The gateway's routes, one method each. A refusal is thrown as a [Complaint] in the gateway's own words.
public final class Gateway {

    private final Wire wire;

    public Gateway(URI address, String key) {
        this.wire = new Wire(address, key);
    }

    /// Asks for a checkup. The same idempotency key gives the same run, however often it is sent.
    public Answer<RunView> checkUp(CheckupRequest checkup, String idempotencyKey) {
        Map<String, Object> body =
                Map.of("rounds", checkup.rounds(), "pause", checkup.pause().toString());
        return wire.postOnce("/v1/checkups", body, idempotencyKey, RunView.class);
    }

    /// Asks for a bug to be fixed. The same idempotency key gives the same run, however often it is sent.
    public Answer<RunView> fix(BugReport bug, String idempotencyKey) {
        return wire.postOnce("/v1/bugfixes", bug, idempotencyKey, RunView.class);
    }

    /// Answers the question that a run waits with.
    public Answer<RunView> decide(String id, String verb, @Nullable String note) {
        Map<String, String> body = note == null ? Map.of("verb", verb) : Map.of("verb", verb, "note", note);
        return wire.post(of(id) + "/decide", body, RunView.class);
    }

    public Answer<RunView> cancel(String id) {
        return wire.post(of(id) + "/cancel", null, RunView.class);
    }

    /// The work of a run, as `git am` takes it.
    public byte[] patch(String id) {
        return wire.get(of(id) + "/patch");
    }

    public Answer<EvidenceView> evidence(String id) {
        return wire.get(of(id) + "/evidence", EvidenceView.class);
    }

    public Answer<RunsView> runs(RunQuery query) {
        String path = "/v1/runs?limit=" + query.limit() + also("after", query.after()) + also("kind", query.kind())
                + also("status", query.status()) + also("repository", query.repository()) + also("text", query.text());
        return wire.get(path, RunsView.class);
    }

    public Answer<RunView> run(String id) {
        return wire.get(of(id), RunView.class);
    }

    public Answer<EventsView> events(String id, long after, int limit) {
        return wire.get(of(id) + "/events?after=" + after + "&limit=" + limit, EventsView.class);
    }

    /// What happens in a run behind the event `after`, and the run itself whenever it moves on, until it ends.
    public Happenings follow(String id, long after) {
        return new Happenings(wire, wire.stream(of(id) + "/events?with=run", after));
    }

    public Answer<KeysView> keys() {
        return wire.get("/v1/keys", KeysView.class);
    }

    public Answer<KeysView.Key> createKey(KeyRequest wanted) {
        return wire.post("/v1/keys", wanted, KeysView.Key.class);
    }

    public void revokeKey(String id) {
        wire.delete("/v1/keys/" + encoded(id));
    }

    public Answer<AuditView> audit(int limit, @Nullable String after) {
        return wire.get("/v1/audit?limit=" + limit + also("after", after), AuditView.class);
    }

    private static String of(String run) {
        return "/v1/runs/" + encoded(run);
    }

    private static String also(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + encoded(value);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
