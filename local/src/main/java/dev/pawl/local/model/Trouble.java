package dev.pawl.local.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

/// What goes wrong with an answer, so many times in a conversation, or always where no number is given.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
@JsonSubTypes({
    @JsonSubTypes.Type(value = Trouble.Refuse.class, name = "refuse"),
    @JsonSubTypes.Type(value = Trouble.Cut.class, name = "cut"),
    @JsonSubTypes.Type(value = Trouble.Stall.class, name = "stall"),
})
public sealed interface Trouble {

    @Nullable
    Integer times();

    /// The request is refused with a status, and perhaps with the seconds after which to ask again.
    record Refuse(
            int status,
            @Nullable Integer retryAfter,
            @Nullable Integer times) implements Trouble {}

    /// The connection is cut after so many bytes of the answer.
    record Cut(int after, @Nullable Integer times) implements Trouble {}

    /// After its first words the answer stands still, as long as the server is there.
    record Stall(@Nullable Integer times) implements Trouble {}
}
