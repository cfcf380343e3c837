package dev.pawl.workflows.lifecycle.bugfix;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Opened;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a bug fix ends.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BugFixOutcome.Fixed.class, name = "fixed"),
    @JsonSubTypes.Type(value = BugFixOutcome.NotReproduced.class, name = "not-reproduced"),
    @JsonSubTypes.Type(value = BugFixOutcome.Stuck.class, name = "stuck"),
    @JsonSubTypes.Type(value = BugFixOutcome.BaseBroken.class, name = "base-broken"),
    @JsonSubTypes.Type(value = BugFixOutcome.Declined.class, name = "declined"),
    @JsonSubTypes.Type(value = BugFixOutcome.Cancelled.class, name = "cancelled")
})
public sealed interface BugFixOutcome {

    /// In one line, for people.
    String sentence();

    /// Red before, green after, and nothing else worse: delivered.
    ///
    /// @param branch where the origin has it, unless a patch was asked for
    /// @param tests the ids of the tests that were red on the base and are green now
    record Fixed(
            @Nullable String branch,
            String commit,
            Kept patch,
            Kept evidence,
            List<String> tests,
            int rounds,
            String summary)
            implements BugFixOutcome {
        public Fixed {
            tests = List.copyOf(tests);
        }

        @Override
        public String sentence() {
            return branch == null
                    ? "Fixed: the patch is commit %s.".formatted(commit)
                    : "Fixed: branch %s is at commit %s.".formatted(branch, commit);
        }
    }

    /// Nobody brought a test that shows the bug, and a person gave it up.
    record NotReproduced(List<Finding> findings) implements BugFixOutcome {
        public NotReproduced {
            findings = List.copyOf(findings);
        }

        @Override
        public String sentence() {
            return "Not reproduced: no test was found that shows the bug.";
        }
    }

    /// It was not mended, or not delivered, when a person gave it up or the deadline passed.
    ///
    /// @param stage where it stood
    /// @param patch the work as it stood, where a patch was made of it
    /// @param evidence what stands behind that patch
    record Stuck(
            String stage,
            String reason,
            List<Finding> findings,
            @Nullable Kept patch,
            @Nullable Kept evidence) implements BugFixOutcome {
        public Stuck {
            findings = List.copyOf(findings);
        }

        @Override
        public String sentence() {
            return "Stuck at %s: %s".formatted(stage, reason);
        }
    }

    /// The tests of the base do not run, so that nothing could be proved.
    record BaseBroken(String reason, Kept evidence) implements BugFixOutcome {
        @Override
        public String sentence() {
            return "The base is broken: " + reason;
        }
    }

    /// There was nothing to work on.
    record Declined(Opened.Reason reason, String because) implements BugFixOutcome {
        @Override
        public String sentence() {
            return "Declined: " + because;
        }
    }

    /// Somebody cancelled it.
    ///
    /// @param patch the work as it stood, where a patch was made of it
    /// @param evidence what stands behind that patch
    record Cancelled(
            String stage, @Nullable Kept patch, @Nullable Kept evidence) implements BugFixOutcome {
        @Override
        public String sentence() {
            return "Cancelled at %s.".formatted(stage);
        }
    }
}
