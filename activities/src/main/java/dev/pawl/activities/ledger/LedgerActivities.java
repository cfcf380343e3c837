package dev.pawl.activities.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import jakarta.inject.Singleton;

/// Writes down how runs end.
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
        try {
            chronicle.ended(moment, JSON.writeValueAsString(outcome));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an outcome that came as JSON cannot be written as JSON", e);
        }
    }
}
