package dev.pawl.store.run;

import org.jspecify.annotations.Nullable;

/// What a story tells when it moves on.
///
/// @param stage the passage it entered, if it is in one
/// @param detail a sentence for people
public record StageChange(
        RunStatus status, @Nullable String stage, @Nullable String detail) {}
