package dev.pawl.workflows.port.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What an agent thinks of a tree, in the form that its role asks for.
///
/// @param answer as JSON; absent where it gave none
/// @param missing why it gave none
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Opinion(@Nullable String answer, @Nullable String missing) {

    public static Opinion of(String answer) {
        return new Opinion(answer, null);
    }

    public static Opinion none(String why) {
        return new Opinion(null, why);
    }
}
