package dev.pawl.local.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.home.Json;
import dev.pawl.local.model.Answered;
import dev.pawl.local.model.Tokens;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a storm over one run left behind, told second by second.
final class TestingTraces {

    static final String RUN = "bugfix-1";

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final String CONVERSATION = "storm 1";

    private String step = "fix/1";
    private final List<Answered> given = new ArrayList<>();
    private final List<Bought> bought = new ArrayList<>();
    private final List<Strike> strikes = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    Traces traces() {
        return new Traces(Map.of(RUN, CONVERSATION), given, bought, strikes, Map.of(RUN, events));
    }

    /// From now on it is another step.
    TestingTraces in(String other) {
        step = other;
        return this;
    }

    /// A turn as it should be: asked for, given, and written down with what it cost.
    TestingTraces turn(int second, int turn) {
        return given(second, turn).measured(second, turn);
    }

    TestingTraces given(int second, int turn) {
        Instant asked = at(second);
        given.add(new Answered(asked, asked.plusMillis(900), CONVERSATION, "Mend", turn, "m", 200, tokens(turn), true));
        return this;
    }

    TestingTraces refused(int second) {
        Instant asked = at(second);
        given.add(new Answered(asked, asked, CONVERSATION, "", 0, "m", 400, new Tokens(0, 0, 0, 0), true));
        return this;
    }

    TestingTraces measured(int second, int turn) {
        return row(second, 200, true, tokens(turn));
    }

    TestingTraces estimated(int second) {
        bought.add(new Bought(RUN, step, before(second), null, false, new Tokens(5000, 0, 0, 0), 7));
        return this;
    }

    TestingTraces kill(int second, AtWork... met) {
        strikes.add(new Strike(at(second), "worker-1", List.of(met)));
        return this;
    }

    TestingTraces killOfTheAgent(int second) {
        return kill(second, new AtWork(RUN, step));
    }

    TestingTraces event(int second, String kind) {
        return event(second, kind, body());
    }

    /// An agent that begins a second after it was due, at the dispatch of this number.
    TestingTraces began(int second, int dispatch) {
        return event(
                second,
                "agent.began",
                body().put("dispatch", dispatch).put("due", at(second - 1).toString()));
    }

    TestingTraces row(int second, int status, boolean measured, Tokens tokens) {
        bought.add(new Bought(RUN, step, before(second), status, measured, tokens, 7));
        return this;
    }

    private TestingTraces event(int second, String kind, ObjectNode body) {
        events.add(new Event(events.size() + 1, at(second).toString(), kind, body));
        return this;
    }

    private ObjectNode body() {
        return Json.MAPPER.createObjectNode().put("step", step);
    }

    static Tokens tokens(int turn) {
        return new Tokens(1000 + turn, 100 + turn, 10, 20);
    }

    private static Instant at(int second) {
        return NOON.plusSeconds(second);
    }

    /// The broker writes its row a moment before it asks.
    private static String before(int second) {
        return at(second).minusMillis(5).toString();
    }
}
