package dev.pawl.temporal.trace;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import org.jspecify.annotations.Nullable;

/// Where traces go: the base address of an OTLP/HTTP collector, such as `http://127.0.0.1:4318`. Unset means off.
@ConfigurationProperties("pawl.telemetry")
public record TelemetrySettings(
        @Nullable String endpoint,
        @Bindable(defaultValue = "1.0") double sample) {}
