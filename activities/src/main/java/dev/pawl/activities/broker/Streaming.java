package dev.pawl.activities.broker;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// Passes on an answer that comes event by event, and stops it when the money is spent.
final class Streaming {

    private final OpenLine line;
    private final Visit visit;
    private final Call call;
    private final EventLines events;

    Streaming(OpenLine line, Visit visit, Call call) {
        this.line = line;
        this.visit = visit;
        this.call = call;
        this.events = new EventLines(event -> call.tally().event(event));
    }

    void pass(Map<String, String> headers, int status, Incoming answer) throws InterruptedException {
        Map<String, String> said = new HashMap<>(headers);
        said.put("cache-control", "no-cache");
        visit.begin(status, said);
        try {
            for (byte[] piece = call.next(answer); piece != null; piece = call.next(answer)) {
                if (!pass(piece, status)) {
                    return;
                }
            }
            call.settle(call.soFar(), status);
            visit.end();
        } catch (Incoming.SilentException silent) {
            stop(
                    status,
                    "%s said nothing for %s, so its answer was broken off."
                            .formatted(
                                    line.provider().name(),
                                    line.means().upstream().silence()));
        } catch (IOException broken) {
            call.settle(call.soFar(), status);
            visit.cut();
        }
    }

    /// What an answer costs is settled before the agent sees its end: the agent's next request finds it paid. An answer
    /// that is over is passed on whatever it cost, because it is paid as well.
    private boolean pass(byte[] piece, int status) {
        events.read(piece);
        Bill soFar = call.soFar();
        if (call.tally().isFinished()) {
            call.settle(soFar, status);
        } else if (line.purse().isPassedBy(call, soFar)) {
            call.overspent();
            stop(status, line.overspent());
            return false;
        }
        visit.send(piece);
        return true;
    }

    private void stop(int status, String sentence) {
        call.settle(call.soFar(), status);
        visit.send(line.provider().api().lastEvent(sentence));
        visit.endForGood();
    }
}
