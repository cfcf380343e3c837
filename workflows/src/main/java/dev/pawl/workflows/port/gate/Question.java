package dev.pawl.workflows.port.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one gate is asked.
///
/// @param base where the work began: policy comes from it
/// @param head what is judged
/// @param baseline how the base stood
/// @param reproduction the ids of the tests that show the bug, once there are some
/// @param least how well what is run must be shut in; absent, as the worker's settings say
/// @param opinion what an agent thinks of the head, where the gate weighs that
public record Question(
        String gate,
        Purpose purpose,
        Workspace base,
        Workspace head,
        Kept baseline,
        List<String> reproduction,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Level least,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Opinion opinion) {

    public Question {
        reproduction = List.copyOf(reproduction);
    }

    public Question(
            String gate, Purpose purpose, Workspace base, Workspace head, Kept baseline, List<String> reproduction) {
        this(gate, purpose, base, head, baseline, reproduction, null, null);
    }

    /// What the change is for.
    public enum Purpose {
        /// To bring a test that shows the bug, and nothing else.
        @JsonProperty("reproduce")
        REPRODUCE,
        /// To mend the bug.
        @JsonProperty("fix")
        FIX
    }
}
