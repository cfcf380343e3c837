package dev.pawl.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.ledger.Parked;
import jakarta.inject.Singleton;

/// Writes down how runs end, and what they wait for.
@Singleton
public final class LedgerActivities implements Ledger {

    private static final ObjectMapper JSON = new ObjectMapper().findAndRegisterModules();

    private final Chronicle chronicle;

    public LedgerActivities(Chronicle chronicle) {
        this.chronicle = chronicle;
    }

    /// The outcome arrives as plain maps and lists, whichever lifecycle's it is, and is kept as the JSON that it was.
    @Override
    public void end(Moment moment, Object outcome) {
        chronicle.ended(moment, text(outcome));
    }

    @Override
    public void pause(Moment moment, Wait wait) {
        chronicle.paused(moment, waitsFor("person", wait));
    }

    @Override
    public void park(Moment moment, Parked parked) {
        chronicle.parked(moment, waitsFor("limit", parked));
    }

    /// Whoever reads it sees first what kind of waiting it is.
    private static String waitsFor(String kind, Object told) {
        ObjectNode waitsFor = JSON.createObjectNode().put("kind", kind);
        waitsFor.setAll(JSON.<ObjectNode>valueToTree(told));
        return text(waitsFor);
    }

    private static String text(Object told) {
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what came as JSON cannot be written as JSON", e);
        }
    }
}
