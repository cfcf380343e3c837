package dev.pawl.activities.environment;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/// How trees are made ready on a worker.
///
/// @param variables names of the worker's variables that setups get, and neither agents nor gates: access to a registry
/// @param longest how long one setup may take, whatever the repository says
/// @param cache how many mebibytes of what setups made a worker keeps at hand
@ConfigurationProperties("pawl.environment")
public record EnvironmentSettings(
        @Bindable(defaultValue = "") List<String> variables,
        @Bindable(defaultValue = "PT1H") Duration longest,
        @Bindable(defaultValue = "20480") long cache) {

    public EnvironmentSettings {
        variables = variables.stream().filter(name -> !name.isBlank()).toList();
    }
}
