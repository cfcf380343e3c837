package dev.pawl.workflows.port.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;

/// What one gate is asked.
///
/// @param base where the work began: policy comes from it
/// @param head what is judged
/// @param baseline how the base stood
/// @param reproduction the ids of the tests that show the bug, once there are some
public record Question(
        String gate, Purpose purpose, Workspace base, Workspace head, Kept baseline, List<String> reproduction) {

    public Question {
        reproduction = List.copyOf(reproduction);
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
