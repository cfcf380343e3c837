package dev.pawl.activities.gate;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/// What gates pass on to the programs that they run, and what they bear from them.
///
/// @param environment names of the worker's variables that tests and other gates get: they can read them
/// @param longest how long one run of a program may take, whatever the policy of a repository says
/// @param output how many mebibytes a program may say in all
@ConfigurationProperties("pawl.gate")
public record GateSettings(
        @Bindable(defaultValue = "") List<String> environment,
        @Bindable(defaultValue = "PT1H") Duration longest,
        @Bindable(defaultValue = "256") long output) {

    public GateSettings {
        environment = environment.stream().filter(name -> !name.isBlank()).toList();
    }
}
