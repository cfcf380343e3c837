package dev.pawl.temporal.client;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where Temporal is. `stickyTimeout` is how long a run waits for the worker that knows it before any worker takes it.
@ConfigurationProperties("pawl.temporal")
public record TemporalSettings(
        @Bindable(defaultValue = "127.0.0.1:7233") String address,
        @Bindable(defaultValue = "default") String namespace,
        @Bindable(defaultValue = "PT5S") Duration stickyTimeout,
        @Nullable Path apiKeyFile) {}
