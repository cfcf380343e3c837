package dev.pawl.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import jakarta.inject.Singleton;

/// Writes down how runs end, and what they wait for.
@Singleton
public final class LedgerActivities implements Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();

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
        chronicle.paused(moment, text(wait));
    }

    private static String text(Object told) {
        try {
            return JSON.writeValueAsString(told);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("what came as JSON cannot be written as JSON", e);
        }
    }
}
