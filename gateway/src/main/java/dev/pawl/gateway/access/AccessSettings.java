package dev.pawl.gateway.access;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The first key: a file that holds one, `pawl_<12>_<43>`, which opens everything for one tenant. Others are made with
/// it.
@ConfigurationProperties("pawl.access")
public record AccessSettings(
        @Nullable Path bootstrapKeyFile,
        @Bindable(defaultValue = "default") String bootstrapTenant) {}
