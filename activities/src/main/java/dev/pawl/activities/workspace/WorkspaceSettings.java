package dev.pawl.activities.workspace;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How large a tree may be, and how much of repositories a worker keeps at hand.
///
/// @param files how many files a tree may hold
/// @param largestFile how many mebibytes one of them may have
/// @param largestTree how many mebibytes they may have together
/// @param depth how deep folders may lie in each other
/// @param cache how many mebibytes of repositories a worker keeps at hand
@ConfigurationProperties("pawl.workspace")
public record WorkspaceSettings(
        @Bindable(defaultValue = "200000") int files,
        @Bindable(defaultValue = "100") long largestFile,
        @Bindable(defaultValue = "4096") long largestTree,
        @Bindable(defaultValue = "64") int depth,
        @Bindable(defaultValue = "20480") long cache) {}
