package dev.pawl.program.vital;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// Where `/health`, `/ready` and `/metrics` are. They ask for no key: keep this port away from users.
@ConfigurationProperties("pawl.vitals")
public record VitalsSettings(
        @Bindable(defaultValue = "127.0.0.1") String host,
        @Bindable(defaultValue = "9080") int port) {}
