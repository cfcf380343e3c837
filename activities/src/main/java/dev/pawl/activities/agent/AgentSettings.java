package dev.pawl.activities.agent;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Which agents a worker has, and what it bears from them.
///
/// @param folder with the programs in `commands` and the recordings in `recordings`; absent, there are none
/// @param silence how long a program may say nothing before it counts as hung
/// @param output how many mebibytes a program may say in all
@ConfigurationProperties("pawl.agent")
public record AgentSettings(
        @Nullable Path folder,
        @Bindable(defaultValue = "PT10M") Duration silence,
        @Bindable(defaultValue = "256") long output) {}
