package dev.pawl.store.run;

import org.jspecify.annotations.Nullable;

/// Which runs are asked for; what is absent does not matter.
///
/// @param text stands in the title, in whatever case
public record RunFilter(
        @Nullable String kind,
        @Nullable RunStatus status,
        @Nullable String repository,
        @Nullable String text) {

    public static final RunFilter ALL = new RunFilter(null, null, null, null);

    /// As a pattern in which nothing but the ends is open.
    @Nullable
    String pattern() {
        return text == null
                ? null
                : "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
