package dev.pawl.workflows.port.workspace;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.pawl.workflows.port.Kept;

/// What came of handing work over. The patch and the evidence are kept in every case.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Delivered.Pushed.class, name = "pushed"),
    @JsonSubTypes.Type(value = Delivered.Patched.class, name = "patched"),
    @JsonSubTypes.Type(value = Delivered.Refused.class, name = "refused")
})
public sealed interface Delivered {

    String commit();

    Kept patch();

    Kept evidence();

    /// The origin has the branch.
    record Pushed(String branch, String commit, Kept patch, Kept evidence) implements Delivered {}

    /// The patch applies to the base with `git am --keep-cr`.
    record Patched(String commit, Kept patch, Kept evidence) implements Delivered {}

    /// The origin did not take it. The sentence says what to do about it; then it can be tried again.
    record Refused(Reason reason, String sentence, String commit, Kept patch, Kept evidence) implements Delivered {}

    enum Reason {
        @JsonProperty("unreachable")
        UNREACHABLE,
        /// The branch is there already and holds something else.
        @JsonProperty("branch-taken")
        BRANCH_TAKEN,
        /// The name belongs to a branch that nobody may push to.
        @JsonProperty("protected")
        PROTECTED,
        /// The origin let us read, but not write.
        @JsonProperty("not-allowed")
        NOT_ALLOWED,
        /// The origin has no room, or refused for a reason of its own.
        @JsonProperty("rejected")
        REJECTED
    }
}
