package dev.pawl.program;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/// How long a program that was told to stop may take to finish what it had begun.
@ConfigurationProperties("pawl.shutdown")
public record ShutdownSettings(
        @Bindable(defaultValue = "PT25S") Duration grace) {}
