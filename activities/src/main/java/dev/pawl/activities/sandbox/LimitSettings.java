package dev.pawl.activities.sandbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// How much of the machine one program in the sandbox may take, with all that it starts.
///
/// @param memory mebibytes, swap and temporary files in memory included
/// @param processes how many processes and threads at once
/// @param cpus how many processors; 0, as many as there are
/// @param disk mebibytes of its working copy and what lies beside it, and of any one file
@ConfigurationProperties("pawl.sandbox")
public record LimitSettings(
        @Bindable(defaultValue = "8192") long memory,
        @Bindable(defaultValue = "4096") int processes,
        @Bindable(defaultValue = "0") int cpus,
        @Bindable(defaultValue = "20480") long disk) {}
