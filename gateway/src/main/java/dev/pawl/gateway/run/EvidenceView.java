package dev.pawl.gateway.run;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What proves a run's work.
///
/// @param delivered the document that went with the delivered work
@Serdeable
@Introspected
public record EvidenceView(
        String run, List<RunView.GateView> gates, @Nullable String delivered) {

    public EvidenceView {
        gates = List.copyOf(gates);
    }
}
