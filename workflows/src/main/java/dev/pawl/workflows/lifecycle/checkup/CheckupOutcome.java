package dev.pawl.workflows.lifecycle.checkup;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.probe.Finding;
import java.util.List;

/// How a checkup ends.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = CheckupOutcome.Sound.class, name = "sound"),
    @JsonSubTypes.Type(value = CheckupOutcome.Unsound.class, name = "unsound"),
    @JsonSubTypes.Type(value = CheckupOutcome.Cancelled.class, name = "cancelled")
})
public sealed interface CheckupOutcome {

    List<Finding> findings();

    /// Every pool could use every part.
    record Sound(List<Finding> findings) implements CheckupOutcome {
        public Sound {
            findings = List.copyOf(findings);
        }
    }

    /// Somewhere a part is broken, or a pool has no worker.
    record Unsound(List<Finding> findings) implements CheckupOutcome {
        public Unsound {
            findings = List.copyOf(findings);
        }
    }

    /// Somebody cancelled it; these are the findings until then.
    record Cancelled(List<Finding> findings) implements CheckupOutcome {
        public Cancelled {
            findings = List.copyOf(findings);
        }
    }
}
