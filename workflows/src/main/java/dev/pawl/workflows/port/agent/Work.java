package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;

/// What came of an agent's work. What the agent says of it is advice: the gates find out.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Work.Unchanged.class, name = "unchanged"),
    @JsonSubTypes.Type(value = Work.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = Work.Unkeepable.class, name = "unkeepable"),
    @JsonSubTypes.Type(value = Work.Crashed.class, name = "crashed")
})
public sealed interface Work {

    Usage usage();

    /// It left this tree.
    ///
    /// @param summary in the agent's own words
    /// @param files how many it changed
    record Done(Workspace workspace, String summary, int files, Usage usage) implements Work {}

    /// It ended well and left the tree as it was.
    record Unchanged(String summary, Usage usage) implements Work {}

    /// It says that it cannot do it.
    record Declined(String reason, Usage usage) implements Work {}

    /// It left what no tree may hold: a nested repository, a device, an escape.
    record Unkeepable(List<Finding> findings, Usage usage) implements Work {
        public Unkeepable {
            findings = List.copyOf(findings);
        }
    }

    /// It died, hung or ran out of time again and again without getting any further.
    record Crashed(String reason, Usage usage) implements Work {}
}
