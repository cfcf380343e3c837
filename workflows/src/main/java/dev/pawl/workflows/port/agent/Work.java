package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of an agent's work. What the agent says of it is advice: the gates find out.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Work.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Work.Unchanged.class, name = "unchanged"),
    @JsonSubTypes.Type(value = Work.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = Work.Unkeepable.class, name = "unkeepable"),
    @JsonSubTypes.Type(value = Work.Crashed.class, name = "crashed"),
    @JsonSubTypes.Type(value = Work.Limited.class, name = "limited"),
    @JsonSubTypes.Type(value = Work.Overspent.class, name = "overspent")
})
public sealed interface Work {

    /// What the step has used so far, in all its attempts: asked again, it tells of these too.
    Usage usage();

    /// It has ended, and is not asked again.
    sealed interface Final extends Work {}

    /// It left this tree.
    ///
    /// @param summary in the agent's own words
    /// @param files how many it changed
    /// @param answer what it answered in the form that its role asks for, as JSON
    record Done(
            Workspace workspace,
            String summary,
            int files,
            Usage usage,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String answer)
            implements Final {
        public Done(Workspace workspace, String summary, int files, Usage usage) {
            this(workspace, summary, files, usage, null);
        }
    }

    /// It ended well and left the tree as it was.
    ///
    /// @param answer what it answered in the form that its role asks for, as JSON
    record Unchanged(
            String summary,
            Usage usage,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String answer) implements Final {
        public Unchanged(String summary, Usage usage) {
            this(summary, usage, null);
        }
    }

    /// It says that it cannot do it.
    record Declined(String reason, Usage usage) implements Final {}

    /// It left what no tree may hold: a nested repository, a device, an escape.
    record Unkeepable(List<Finding> findings, Usage usage) implements Final {
        public Unkeepable {
            findings = List.copyOf(findings);
        }
    }

    /// It died, hung or ran out of time again and again without getting any further.
    record Crashed(String reason, Usage usage) implements Final {}

    /// Its provider takes no more requests for now: 429, 529, a closed window. Asked again in the same words, it goes
    /// on from its checkpoint.
    ///
    /// @param until when it may be asked again, by the clock of its worker
    /// @param pause how long that is, which no clock has to tell; older workers do not say it
    record Limited(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Instant until,
            String reason,
            Usage usage,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Duration pause)
            implements Work {
        public Limited(Instant until, String reason, Usage usage) {
            this(until, reason, usage, null);
        }
    }

    /// Its budget is spent. Asked again with more, it goes on from its checkpoint.
    record Overspent(String reason, Usage usage) implements Work {}
}
