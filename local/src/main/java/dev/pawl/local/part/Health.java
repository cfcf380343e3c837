package dev.pawl.local.part;

/// What a part answers when it is asked how it is.
public sealed interface Health {

    /// It does its work.
    record Up() implements Health {}

    /// It does not, and why.
    record Down(String reason) implements Health {}

    /// Whether it does its work.
    default boolean isUp() {
        return this instanceof Up;
    }
}
