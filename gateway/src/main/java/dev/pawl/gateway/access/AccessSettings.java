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
        @Bindable(defaultValue = "default") String bootstrapTenant) {

    /// The audit keeps the calls of those who showed no key under this name.
    static final String NOBODY = "nobody";

    public AccessSettings {
        if (bootstrapTenant.equals(NOBODY)) {
            throw new IllegalArgumentException(
                    "PAWL_ACCESS_BOOTSTRAP_TENANT cannot be nobody: that is the name of those without a key. Choose another.");
        }
    }
}
